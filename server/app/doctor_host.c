/* doctor_host.c: what `portal doctor` sees without the database: settings, files and disk. */
#include "app/doctor.h"

#include "app/settings.h"
#include "base/arena.h"

#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>

#define GIB (UINT64_C(1) << 30)
#define DAY_S (24 * 3600L)
#define SECRET_MIN 16              /* characters: fewer than 96 bits even of base64 */
#define SPARE_FILES 256            /* beside one for each thread and connection waiting */

static bool is_production(void)
{
	return strcmp(settings.environment, "production") == 0;
}

bool doctor_is_https(void)
{
	return strncmp(settings.public_url, "https://", 8) == 0;
}

enum verdict doctor_grave(void)
{
	return is_production() ? WRONG : CAREFUL;
}

enum verdict doctor_disk(uint64_t free_bytes, uint64_t all_bytes)
{
	if (all_bytes == 0)
		return CAREFUL;
	if (free_bytes < GIB || free_bytes < all_bytes / 20)
		return WRONG;
	return free_bytes < all_bytes / 10 ? CAREFUL : FINE;
}

enum verdict doctor_age(long seconds)
{
	if (seconds < -60 || seconds > 2 * DAY_S)
		return WRONG;
	return seconds > DAY_S + 2 * 3600 ? CAREFUL : FINE;
}

enum verdict doctor_database_url(const char *url)
{
	static const char *const near[] = { "127.0.0.1", "localhost", "[::1]", "%2F", "/" };
	const char *start = strstr(url, "://"), *at, *slash;

	if (strstr(url, "sslmode=verify-full"))
		return FINE;
	start = start ? start + 3 : url;
	slash = start + strcspn(start, "/?");
	for (at = slash; at > start && at[-1] != '@'; at--)
		;
	for (size_t i = 0; i < countof(near); i++)
		if (strncasecmp(at, near[i], strlen(near[i])) == 0)
			return FINE;
	return CAREFUL;
}

enum verdict doctor_secret(const char *secret, bool is_real)
{
	static const char *const shown[] = { "demo", "example", "change", "secret", "password" };

	if (strlen(secret) < SECRET_MIN)
		return is_real ? WRONG : CAREFUL;
	for (size_t i = 0; is_real && i < countof(shown); i++)
		if (strcasestr(secret, shown[i]))
			return WRONG;
	return FINE;
}

static void look_at_address(struct finding *f)
{
	f->verdict = doctor_is_https() ? FINE : doctor_grave();
	f->said = arena_printf("%s%s", settings.public_url, doctor_is_https()
			       ? ": cookies are Secure and __Host-, HSTS is sent" : " is not https");
	f->mend = "PUBLIC_URL=https://…, and a proxy that gives TLS in front (docker-compose.yml)";
}

static void look_at_proxies(struct finding *f)
{
	bool is_named = settings.trusted_proxies[0] != '\0';

	f->verdict = is_named || !doctor_is_https() ? FINE : WRONG;
	f->said = is_named ? arena_printf("believed: %s", settings.trusted_proxies)
			   : "nobody's X-Forwarded-For is believed";
	f->mend = "TRUSTED_PROXIES=the proxy's address; without it audit and throttles know only "
		  "the proxy";
}

static bool is_loopback(const char *listen)
{
	return strncmp(listen, "127.", 4) == 0 || strncmp(listen, "localhost", 9) == 0;
}

static void look_at_ops(struct finding *f)
{
	f->verdict = is_loopback(settings.ops_listen) ? FINE : CAREFUL;
	f->said = arena_printf("listens on %s", settings.ops_listen);
	f->mend = "OPS_LISTEN on loopback or on a network that only operators reach";
}

static void look_at_secrets(struct finding *f)
{
	const struct {
		const char *name, *value;
	} secrets[] = {
		{ "TRUV_SECRET", settings.truv_secret },
		{ "TRUV_SECRET_BEFORE", settings.truv_secret_before },
		{ "SMS_PASSWORD", settings.sms_password },
		{ "MAIL_PASSWORD", settings.mail_password },
		{ "TRUEWORK_KEY", settings.truework_key },
		{ "TRUEWORK_TOKEN", settings.truework_token },
		{ "OIDC_CLIENT_SECRET", settings.oidc_client_secret },
		{ "INDEX_KEY", settings.index_key },
	};
	enum verdict worst = FINE;
	const char *weak = "";

	for (size_t i = 0; i < countof(secrets); i++) {
		enum verdict v = secrets[i].value[0] == '\0' ? FINE
			       : doctor_secret(secrets[i].value, is_production());

		worst = v > worst ? v : worst;
		if (v != FINE)
			weak = arena_printf("%s %s", weak, secrets[i].name);
	}
	f->verdict = worst;
	f->said = worst == FINE ? "long, and none of the demo's"
				: arena_printf("short, or one that others know:%s", weak);
	f->mend = "have the provider make a new one (INDEX_KEY: before there are cases); give it as "
		  "a file by NAME_FILE";
}

static void look_at_owner(struct finding *f)
{
	bool is_there = settings.database_owner_url[0] != '\0';

	f->verdict = is_there && is_production() ? CAREFUL : FINE;
	f->said = is_there ? "DATABASE_OWNER_URL is in this environment"
			   : "the owner's password is not in this environment";
	f->mend = "give it to `portal migrate` only: who takes over the portal must not own the "
		  "schema";
}

static void look_at_wire(struct finding *f)
{
	f->verdict = doctor_database_url(settings.database_url);
	f->said = f->verdict == FINE ? "stays on this host or is encrypted"
				     : "leaves this host and is not held to be encrypted";
	f->mend = "DATABASE_URL with sslmode=verify-full, or a network of the two alone";
}

static void look_at_files(struct finding *f)
{
	rlim_t wanted = (rlim_t)(settings.app_threads + settings.streams_max) * 2 + SPARE_FILES;
	struct rlimit files;

	getrlimit(RLIMIT_NOFILE, &files);
	f->verdict = files.rlim_max >= wanted ? FINE : WRONG;
	f->said = arena_printf("%llu may be open, %llu are wanted",
			       (unsigned long long)files.rlim_max, (unsigned long long)wanted);
	f->mend = "LimitNOFILE of the service, or ulimits: nofile in docker-compose.yml";
}

static void look_at_disk(struct finding *f)
{
	struct statvfs disk;

	f->mend = "make room, or the log, backups and updates of this host end";
	if (statvfs(settings.share_dir, &disk) != 0) {
		f->verdict = WRONG;
		f->said = arena_printf("%s cannot be read", settings.share_dir);
		return;
	}
	f->verdict = doctor_disk((uint64_t)disk.f_bavail * disk.f_frsize,
				 (uint64_t)disk.f_blocks * disk.f_frsize);
	f->said = arena_printf("%llu of %llu MiB free",
			       (unsigned long long)disk.f_bavail * disk.f_frsize >> 20,
			       (unsigned long long)disk.f_blocks * disk.f_frsize >> 20);
}

static void look_at_backup(struct finding *f)
{
	struct stat stamp;

	f->mend = "run the backup by hand and read what it says; it must touch BACKUP_STAMP at its "
		  "end";
	if (settings.backup_stamp[0] == '\0') {
		f->verdict = FINE;
		f->said = "BACKUP_STAMP is not set; see the archive of the log below";
	} else if (stat(settings.backup_stamp, &stamp) != 0) {
		f->verdict = WRONG;
		f->said = arena_printf("there is no file %s", settings.backup_stamp);
	} else {
		f->verdict = doctor_age(time(NULL) - stamp.st_mtime);
		f->said = arena_printf("the last one is %ld hours old",
				       (long)(time(NULL) - stamp.st_mtime) / 3600);
	}
}

const struct look doctor_host[] = {
	{ "address", look_at_address },
	{ "proxy", look_at_proxies },     { "operators' listener", look_at_ops },
	{ "secrets", look_at_secrets },   { "owner's password", look_at_owner },
	{ "way to the database", look_at_wire }, { "open files", look_at_files },
	{ "disk", look_at_disk },         { "backup", look_at_backup },
	{ NULL, NULL },
};
