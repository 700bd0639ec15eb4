/* doctor.c: puts the findings on paper. What the host and the way in show is doctor_host.c's and
 * doctor_front.c's, what the database says of itself server/sql/doctor's, what is kept in it
 * doctor_kept.c's; here all become lines and one verdict. */
#include "app/doctor.h"

#include "app/settings.h"
#include "base/arena.h"
#include "db/db.h"
#include "db/migrate.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SCHEMA_MAX (4 * 1024 * 1024)
#define OUR_CONNECTIONS 25         /* of one portal, with its listener: start_rooms() in main.c */

static const char *const words[] = {
	[FINE] = "fine", [CAREFUL] = "careful", [WRONG] = "WRONG",
};

static enum verdict put(FILE *to, const struct finding *f)
{
	fprintf(to, "%-8s %-32s %s\n", words[f->verdict], f->what, f->said);
	if (f->verdict != FINE && f->mend && f->mend[0] != '\0')
		fprintf(to, "         → %s\n", f->mend);
	return f->verdict;
}

/* Each is said before the next is looked at, which may empty the arena. */
static enum verdict put_all(FILE *to, const struct look *looks)
{
	enum verdict worst = FINE;

	for (; looks->what; looks++) {
		struct finding f = { .what = looks->what };
		enum verdict v;

		looks->look(&f);
		v = put(to, &f);
		worst = v > worst ? v : worst;
	}
	return worst;
}

static enum verdict verdict_of(const char *word)
{
	return strcmp(word, "fine") == 0 ? FINE : strcmp(word, "careful") == 0 ? CAREFUL : WRONG;
}

static enum verdict put_rows(FILE *to, const cJSON *rows)
{
	enum verdict worst = FINE;
	const cJSON *row;

	cJSON_ArrayForEach(row, rows) {
		struct finding f = {
			json_text(row, "what"), verdict_of(json_text(row, "verdict")),
			json_text(row, "said"), json_text(row, "mend"),
		};
		enum verdict v = put(to, &f);

		worst = v > worst ? v : worst;
	}
	return worst;
}

static const char *now_text(void)
{
	struct timespec now;
	struct tm utc;
	char text[32];

	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &utc);
	strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &utc);
	return arena_printf("%s.%03ldZ", text, now.tv_nsec / 1000000);
}

/* The dump of this release's schema: what rights and guards there must be. */
static const char *schema_text(const char *path)
{
	FILE *file = fopen(path, "re");
	char *text = arena_alloc(SCHEMA_MAX);
	size_t len;

	if (!file)
		return NULL;
	len = fread(text, 1, SCHEMA_MAX - 1, file);
	text[len] = '\0';
	fclose(file);
	return text;
}

static cJSON *facts(void)
{
	const char *dir = arena_printf("%s/migrations", settings.share_dir);
	cJSON *in = json_object(), *doctor = json_set(in, "doctor", json_object()), *files;

	if (migrate_files(dir, &files) != OK)
		files = json_list();
	json_set(doctor, "files", files);
	json_set_text(doctor, "schema", schema_text(arena_printf("%s/schema.sql", dir)));
	json_set_text(doctor, "now", now_text());
	json_set_bool(doctor, "is_production", strcmp(settings.environment, "production") == 0);
	json_set_bool(doctor, "has_stamp", settings.backup_stamp[0] != '\0');
	json_set_int(doctor, "connections", OUR_CONNECTIONS);
	return in;
}

static enum verdict ask_database(FILE *to)
{
	static const char *const queries[] = { "doctor/server", "doctor/schema" };
	const struct finding silent = {
		"database", WRONG, "does not answer, or has no schema of ours",
		"look at DATABASE_URL and the server; a new database wants `portal migrate` first",
	};
	cJSON *in = facts();
	enum verdict worst = FINE, v;

	db_scope(NULL);
	for (size_t i = 0; i < countof(queries); i++) {
		const cJSON *rows;

		if (db_rows(queries[i], in, &rows) != OK)
			return put(to, &silent);
		v = put_rows(to, rows);
		worst = v > worst ? v : worst;
	}
	v = put_all(to, doctor_kept);
	return v > worst ? v : worst;
}

bool doctor_examine(FILE *to)
{
	const struct look *const parts[] = { doctor_host, doctor_front };
	enum verdict worst = FINE, v;

	for (size_t i = 0; i < countof(parts); i++) {
		v = put_all(to, parts[i]);
		worst = v > worst ? v : worst;
	}
	v = ask_database(to);
	worst = v > worst ? v : worst;
	fprintf(to, "\n%s\n", worst == WRONG ? "Something is wrong: see above."
			      : worst == CAREFUL ? "Nothing is wrong; look at what says careful."
						 : "All is fine.");
	return worst != WRONG;
}
