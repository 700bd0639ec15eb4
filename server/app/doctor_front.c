/* doctor_front.c: what `portal doctor` sees of the way in as a browser comes: through the proxy, at
 * PUBLIC_URL. Sign-in is asked for once with TLS and once without; what came is told in several
 * findings. */
#include "app/doctor.h"

#include "app/settings.h"
#include "base/arena.h"
#include "base/fetch.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#define DAY_S (24 * 3600L)
#define HSTS_MIN (180 * DAY_S)
#define LEFT_GOOD (21 * DAY_S)
#define LEFT_BAD (7 * DAY_S)

/* What sign-in's page came with. */
static struct front {
	bool is_there;
	int http_status, curl_code;
	const char *hsts, *policy, *sniff, *cache;
	time_t certificate_end;
} front;

enum verdict doctor_certificate(long seconds_left)
{
	if (seconds_left < LEFT_BAD)
		return WRONG;
	return seconds_left < LEFT_GOOD ? CAREFUL : FINE;
}

enum verdict doctor_hsts(const char *value)
{
	const char *age = value ? strcasestr(value, "max-age=") : NULL;
	long seconds = age ? strtol(age + 8 + (age[8] == '"'), NULL, 10) : 0;

	if (seconds <= 0)
		return WRONG;
	return seconds < HSTS_MIN ? CAREFUL : FINE;
}

enum verdict doctor_plain(int http_status, const char *location)
{
	if (http_status == 0 || http_status >= 400)
		return FINE;
	return http_status >= 300 && location && strncasecmp(location, "https://", 8) == 0 ? FINE
											   : WRONG;
}

static void ask_front(void)
{
	struct call call = {
		.method = "GET", .url = arena_printf("%s/signin", settings.public_url),
		.reply_max = 1024 * 1024, .timeout_ms = 10000, .is_bytes = true,
		.authority = settings.public_ca, .is_examined = true,
	};
	struct answer answer;

	fetch(&call, &answer);
	front = (struct front){
		.is_there = answer.outcome == ACCEPTED,
		.http_status = answer.http_status, .curl_code = answer.curl_code,
		.hsts = fetch_header("Strict-Transport-Security"),
		.policy = fetch_header("Content-Security-Policy"),
		.sniff = fetch_header("X-Content-Type-Options"),
		.cache = fetch_header("Cache-Control"),
		.certificate_end = fetch_certificate_end(),
	};
}

/* The certificate must be one the system trusts, or PUBLIC_CA. */
static void look_at_way_in(struct finding *f)
{
	ask_front();
	f->mend = "look at the proxy: is it up, does it send / to APP_LISTEN, is its certificate "
		  "whole, for this name and in date; PUBLIC_CA where an authority of your own signs";
	f->verdict = front.is_there ? FINE : doctor_grave();
	f->said = front.is_there
		? "sign-in answers there, with a certificate that is trusted"
		: arena_printf("no sign-in there: HTTP %d, curl %d", front.http_status,
			       front.curl_code);
	if (!doctor_is_https() && front.is_there)
		f->said = "sign-in answers there, without TLS";
}

/* Where there is nothing to be looked at; true then. */
static bool is_unseen(struct finding *f)
{
	if (front.is_there && doctor_is_https())
		return false;
	f->verdict = doctor_is_https() ? CAREFUL : FINE;
	f->said = doctor_is_https() ? "not seen: sign-in does not answer" : "not over http";
	f->mend = "mend the way in first";
	return true;
}

static void look_at_certificate(struct finding *f)
{
	long left = (long)(front.certificate_end - time(NULL));

	if (is_unseen(f))
		return;
	f->verdict = doctor_certificate(left);
	f->said = arena_printf("%ld days left", left / DAY_S);
	f->mend = "renew it, and see why that is not done by itself";
}

static void look_at_hsts(struct finding *f)
{
	if (is_unseen(f))
		return;
	f->verdict = doctor_hsts(front.hsts);
	f->said = front.hsts ? arena_printf("Strict-Transport-Security: %.60s", front.hsts)
			     : "no Strict-Transport-Security comes through the proxy";
	f->mend = "the portal sends it when PUBLIC_URL is https: let the proxy pass it on, and "
		  "shorten nothing";
}

static void look_at_headers(struct finding *f)
{
	if (is_unseen(f))
		return;
	f->verdict = FINE;
	f->said = "policy, nosniff and no-store come through the proxy";
	f->mend = "let the proxy pass the portal's headers on as they are, and add none of its own";
	if (front.policy && strstr(front.policy, "default-src 'none'") && front.sniff
	    && strcasecmp(front.sniff, "nosniff") == 0 && front.cache
	    && strstr(front.cache, "no-store"))
		return;
	f->verdict = WRONG;
	f->said = arena_printf("altered on the way:%s%s%s",
		front.policy && strstr(front.policy, "default-src 'none'")
			? "" : " Content-Security-Policy",
		front.sniff ? "" : " X-Content-Type-Options",
		front.cache && strstr(front.cache, "no-store") ? "" : " Cache-Control");
}

/* At the same name and port; nobody need answer there. */
static void look_at_plain(struct finding *f)
{
	struct call call = {
		.method = "GET", .reply_max = 1024 * 1024, .timeout_ms = 5000, .is_bytes = true,
		.may_be_plain = true, .is_once = true,
	};
	const char *location;
	struct answer answer;

	if (!doctor_is_https()) {
		f->verdict = FINE;
		f->said = "there is nothing else, see address";
		return;
	}
	call.url = arena_printf("http%s/signin", settings.public_url + strlen("https"));
	fetch(&call, &answer);
	location = fetch_header("Location");
	f->verdict = doctor_plain(answer.http_status, location);
	f->said = answer.http_status == 0 ? "nothing answers"
		: arena_printf("HTTP %d%s", answer.http_status,
			       f->verdict == FINE && location ? ", to https" : "");
	f->mend = "let the proxy answer plain http with a redirect to https and nothing else";
}

const struct look doctor_front[] = {
	{ "way in", look_at_way_in }, { "certificate", look_at_certificate },
	{ "HSTS", look_at_hsts },     { "headers", look_at_headers },
	{ "plain http", look_at_plain },
	{ NULL, NULL },
};
