/* mail.h: one e-mail out by SMTP, and what came of it. Beside fetch.c the only file that sees
 * libcurl.
 *
 * A mail server that is not on loopback must offer STARTTLS (or be smtps://) with a certificate
 * that is right. Each mail has a connection of its own: 5 s to connect, 25 s in all. */
#ifndef MAIL_H
#define MAIL_H

#include "base/fetch.h"
#include "base/mime.h"

struct mail_settings {
	const char *url;                 /* smtp://host:port, smtps://…; "": no mail goes out */
	const char *from, *from_name;    /* address; name in UTF-8 */
	const char *user, *password;     /* user "": without signing in */
	const char *ca;                  /* file with the authority of the server's certificate */
};

/* Keeps the settings; the texts must live on. INVALID, said on stderr, where mail should go out and
 * `from` is no address it can come from. */
must_check enum status mail_start(const struct mail_settings *settings);
bool mail_is_on(void);

/* Sends it, from the settings' address. sending->before_send runs when the server has asked for the
 * text and no byte of it has left; anything but OK stops there, and nothing was sent. *answer:
 * http_status is SMTP's code, body its last line.
 *	ACCEPTED   the server took the message: it has it now
 *	REFUSED    for good; *why: "bad_address" (not one we send to), "no_mailbox" (the server does
 *	           not know it) or "refused" (the message); NULL with every other outcome
 *	DENIED     our sign-in, or no safe connection: every mail would fare the same
 *	UNSENT     not taken: no server, or "later" (4xx); a repeat is safe
 *	UNCERTAIN  the connection broke after the text was handed over */
void mail_send(const struct letter *letter, const struct sending *sending, struct answer *answer,
	       const char **why);

#endif
