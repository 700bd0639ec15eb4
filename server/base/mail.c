/* mail.c: one e-mail out by SMTP, and what came of it.
 *
 * The point of no return is the first byte of the text: libcurl asks for it when the server has
 * said 354. What ends before is not sent, whatever it was. What ends after it with a code of the
 * server is what that code says; with a broken connection nobody knows. */
#include "base/mail.h"

#include "base/arena.h"
#include "base/log.h"

#include <curl/curl.h>
#include <stdio.h>
#include <string.h>

#define CONNECT_MS 5000L
#define TOTAL_MS 25000L
#define REPLY_MAX 512
#define RCPT_REPLY 2                       /* MAIL FROM is answered first, then RCPT TO */
#define DATA_OK 354

/* One mail under way. */
struct mailing {
	const struct sending *sending;
	const char *text;
	size_t len, at;
	bool is_begun, is_handed, is_stopped;
	int replies;                       /* since MAIL FROM */
	char reply[REPLY_MAX];             /* the line the server said last, or no in */
};

static struct mail_settings mail = { .url = "" };

static const char *const loopbacks[] = { "127.0.0.1", "localhost", "[::1]" };

/* Our sign-in or our TLS: the same for every mail. */
static const CURLcode denials[] = {
	CURLE_LOGIN_DENIED, CURLE_USE_SSL_FAILED, CURLE_PEER_FAILED_VERIFICATION,
	CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE, CURLE_AUTH_ERROR,
};

bool mail_is_on(void)
{
	return mail.url[0] != '\0';
}

enum status mail_start(const struct mail_settings *settings)
{
	mail = *settings;
	if (!mail_is_on() || mime_address_ok(mail.from))
		return OK;
	fputs("MAIL_FROM is not right; it takes an address such as verify@agency.example\n", stderr);
	return INVALID;
}

static bool is_loopback(void)
{
	const char *host = strstr(mail.url, "://");

	for (size_t i = 0; host != NULL && i < countof(loopbacks); i++) {
		size_t len = strlen(loopbacks[i]);

		if (strncmp(host + 3, loopbacks[i], len) == 0
		    && strchr(":/", host[3 + len]) != NULL)
			return true;
	}
	return false;
}

/* Signed in, and MAIL FROM is next: from here on the server's answers are counted. */
static int began(void *context, char *there, char *here, int there_port, int here_port)
{
	struct mailing *m = context;

	(void)there, (void)here, (void)there_port, (void)here_port;
	if (m->is_begun)
		return CURL_PREREQFUNC_ABORT;
	m->is_begun = true;
	return CURL_PREREQFUNC_OK;
}

/* The server wants the text. */
static size_t hand_over(char *to, size_t size, size_t count, void *context)
{
	struct mailing *m = context;
	size_t room = size * count, len = m->len - m->at;

	if (!m->is_handed && m->sending->before_send(m->sending->context) != OK) {
		m->is_stopped = true;
		return CURL_READFUNC_ABORT;
	}
	m->is_handed = true;
	if (len > room)
		len = room;
	memcpy(to, m->text + m->at, len);
	m->at += len;
	return len;
}

/* A line the server said; "250-…" goes on, "250 …" is the last of its answer. */
static size_t hear(char *line, size_t size, size_t count, void *context)
{
	struct mailing *m = context;
	size_t len = size * count, kept = len < REPLY_MAX - 1 ? len : REPLY_MAX - 1;

	/* After a no comes only the goodbye. */
	if (m->is_begun && m->reply[0] >= '4')
		return len;
	memcpy(m->reply, line, kept);
	m->reply[kept] = '\0';
	if (m->is_begun && len > 3 && line[3] != '-')
		m->replies++;
	return len;
}

static bool is_denial(CURLcode code)
{
	for (size_t i = 0; i < countof(denials); i++)
		if (denials[i] == code)
			return true;
	return false;
}

static enum outcome judge(const struct mailing *m, CURLcode code, long said)
{
	bool is_clear = said >= 400 && said <= 599;

	if (code == CURLE_OK)
		return ACCEPTED;
	if (m->is_handed && !is_clear)
		return UNCERTAIN;
	if (!m->is_begun && is_denial(code))
		return DENIED;
	return is_clear && said >= 500 && m->is_begun ? REFUSED : UNSENT;
}

static void set_server(CURL *curl)
{
	/* What follows the host is the name we greet with. */
	curl_easy_setopt(curl, CURLOPT_URL,
			 arena_printf("%s/%s", mail.url, mime_domain(mail.from)));
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(curl, CURLOPT_USE_SSL,
			 (long)(is_loopback() ? CURLUSESSL_NONE : CURLUSESSL_ALL));
	if (mail.ca[0] != '\0')
		curl_easy_setopt(curl, CURLOPT_CAINFO, mail.ca);
	if (mail.user[0] != '\0') {
		curl_easy_setopt(curl, CURLOPT_USERNAME, mail.user);
		curl_easy_setopt(curl, CURLOPT_PASSWORD, mail.password);
	}
	curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_MS);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, TOTAL_MS);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L);
	curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
}

static void set_mail(CURL *curl, struct mailing *m, struct curl_slist *to)
{
	curl_easy_setopt(curl, CURLOPT_MAIL_FROM, arena_printf("<%s>", mail.from));
	curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
	curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(curl, CURLOPT_PREREQFUNCTION, began);
	curl_easy_setopt(curl, CURLOPT_PREREQDATA, m);
	curl_easy_setopt(curl, CURLOPT_READFUNCTION, hand_over);
	curl_easy_setopt(curl, CURLOPT_READDATA, m);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, hear);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, m);
}

static void perform(struct mailing *m, const struct letter *letter, struct answer *answer)
{
	struct curl_slist *to = NULL;
	CURL *curl = curl_easy_init();
	CURLcode code = CURLE_FAILED_INIT;
	long said = 0;

	if (curl == NULL)
		return;
	to = curl_slist_append(NULL, arena_printf("<%s>", letter->to));
	set_server(curl);
	set_mail(curl, m, to);
	code = curl_easy_perform(curl);
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &said);
	curl_slist_free_all(to);
	curl_easy_cleanup(curl);
	answer->curl_code = (int)code;
	answer->http_status = said == DATA_OK ? 0 : (int)said;
	answer->was_stopped = m->is_stopped;
	answer->outcome = m->is_stopped ? UNSENT : judge(m, code, said);
}

/* A server that says 5.1.x means the address; one without such codes means it when it answers the
 * address with no. */
static const char *refusal(const struct mailing *m)
{
	const char *precise = strlen(m->reply) > 4 ? m->reply + 4 : "";

	if (strncmp(precise, "5.1.3", 5) == 0)
		return "bad_address";
	if (strncmp(precise, "5.1.", 4) == 0)
		return "no_mailbox";
	if (strncmp(precise, "5.", 2) == 0 && precise[2] >= '0' && precise[2] <= '9')
		return "refused";
	return m->replies == RCPT_REPLY ? "no_mailbox" : "refused";
}

void mail_send(const struct letter *letter, const struct sending *sending, struct answer *answer,
	       const char **why)
{
	struct mailing m = { .sending = sending };
	struct letter whole = *letter;

	*why = NULL;
	*answer = (struct answer){ .outcome = UNSENT, .curl_code = CURLE_FAILED_INIT, .body = "" };
	if (!mime_address_ok(letter->to)) {
		answer->outcome = REFUSED;
		*why = "bad_address";
		return;
	}
	whole.from = mail.from;
	whole.from_name = mail.from_name;
	m.text = mime_message(&whole);
	m.len = strlen(m.text);
	perform(&m, letter, answer);
	answer->body = arena_dup(m.reply);
	answer->body_len = strlen(m.reply);
	if (answer->outcome == REFUSED)
		*why = refusal(&m);
	if (answer->outcome != ACCEPTED)
		log_line(LOG_WARN, "mail.failed", "outcome=%s code=%d curl=%d",
			 outcome_name(answer->outcome), answer->http_status, answer->curl_code);
}
