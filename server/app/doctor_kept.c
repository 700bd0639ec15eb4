/* doctor_kept.c: what `portal doctor` makes of what a deployment keeps: sealed values and their
 * keys, the audit trail's chain and its anchors. It reads only; a trail that is too long to be
 * recomputed while somebody waits is `portal audit verify`'s. */
#include "app/doctor.h"

#include "app/audit.h"
#include "app/settings.h"
#include "base/arena.h"
#include "base/seal.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define ANCHOR_OLD_S (10 * 60L)
#define LINKS_MAX 500000

static cJSON *document(void)
{
	cJSON *in = json_object();

	json_set_bool(json_set(in, "user", json_object()), "sees_all", true);
	json_set_text(in, "index_prefix", seal_index_prefix());
	db_scope(in);
	return in;
}

static bool is_key(const char *id, const char *given, size_t len)
{
	return strlen(id) == len && strncmp(id, given, len) == 0;
}

/* Is it the id of one of SEAL_KEYS, "id:key,id:key"? */
static bool has_key(const char *id)
{
	for (const char *at = settings.seal_keys; *at;) {
		if (is_key(id, at, strcspn(at, ":")))
			return true;
		at += strcspn(at, ",");
		at += *at == ',';
	}
	return false;
}

struct counts {
	long now, other, lost;
	const char *lost_key, *lost_place;
};

static struct counts count_keys(const cJSON *rows)
{
	const char *prefix = seal_prefix() + strlen("seal:");
	struct counts n = { 0 };
	const cJSON *row;

	cJSON_ArrayForEach(row, rows) {
		const char *key = json_text(row, "key");
		long count = strtol(json_text(row, "count"), NULL, 10);
		bool is_plain = strcmp(key, "none") == 0 || strcmp(key, "older") == 0 || *key == '\0';

		if (is_key(key, prefix, strcspn(prefix, ":"))
		    || strcmp(key, seal_index_prefix()) == 0) {
			n.now += count;
		} else if (is_plain || has_key(key)) {
			n.other += count;
		} else {
			n.lost += count;
			n.lost_key = key;
			n.lost_place = json_text(row, "place");
		}
	}
	return n;
}

static void look_at_keys(struct finding *f)
{
	const cJSON *rows;
	struct counts n;

	f->verdict = WRONG;
	f->said = "could not be counted";
	f->mend = "`portal keys status` says more";
	if (db_rows("keys/status", document(), &rows) != OK)
		return;
	n = count_keys(rows);
	f->verdict = n.lost ? WRONG : n.other ? CAREFUL : FINE;
	f->said = arena_printf("%ld values, all under the key that seals now", n.now);
	if (n.lost) {
		f->said = arena_printf("%ld values, in %s and perhaps elsewhere, are under a key \"%.16s\" "
				       "that SEAL_KEYS has not", n.lost, n.lost_place, n.lost_key);
		f->mend = "put that key behind the first of SEAL_KEYS: without it they are gone";
	} else if (n.other) {
		f->said = arena_printf("%ld of %ld values are plain or under an older key", n.other,
				       n.now + n.other);
		f->mend = "run `portal keys rotate`; an older key may go when nothing is under it";
	}
}

static void look_at_anchors(struct finding *f)
{
	struct stat about;
	long age;

	f->mend = "AUDIT_ANCHORS=a file on another disk than the database's, which only the portal "
		  "writes: without anchors a trail that is rewritten as a whole looks whole";
	f->verdict = doctor_grave();
	f->said = "AUDIT_ANCHORS is not set";
	if (settings.audit_anchors[0] == '\0')
		return;
	f->mend = "is a portal at work, and may it write there? Its log says audit.no_anchor; give the "
		  "doctor the environment that `serve` has";
	f->said = arena_printf("there is no file %s", settings.audit_anchors);
	if (stat(settings.audit_anchors, &about) != 0)
		return;
	age = (long)(time(NULL) - about.st_mtime);
	f->said = arena_printf("the last is %ld minutes old", age / 60);
	if (age <= ANCHOR_OLD_S)
		f->verdict = FINE;
	if (about.st_mode & (S_IWGRP | S_IWOTH)) {
		f->verdict = WRONG;
		f->said = "others than its owner may write the anchors";
		f->mend = "chmod go-w, then `portal audit verify`";
	}
}

static void look_at_chain(struct finding *f)
{
	const cJSON *head;
	struct chain c;
	long long seq;

	f->verdict = WRONG;
	f->said = "could not be read";
	f->mend = "`portal audit verify` says each; keep the database and the anchors as they are, and "
		  "tell whoever answers for them";
	if (db_one("audit/head", document(), &head) != OK)
		return;
	seq = strtoll(json_text(head, "seq"), NULL, 10);
	if (seq == 0 || seq > LINKS_MAX) {
		f->verdict = FINE;
		f->said = seq ? "too long to be recomputed here; see when it was verified"
			      : "nothing is in it yet";
		return;
	}
	chain_begin(&c, settings.audit_anchors, NULL);
	if (audit_verify(&c) != OK)
		return;
	f->verdict = c.findings ? WRONG : FINE;
	f->said = c.findings ? arena_printf("%ld findings in %ld links", c.findings, c.links)
		: arena_printf("recomputed: %ld links and %ld anchors are whole", c.links, c.anchors);
}

const struct look doctor_kept[] = {
	{ "sealed values", look_at_keys }, { "audit anchors", look_at_anchors },
	{ "audit chain", look_at_chain },
	{ NULL, NULL },
};
