/* mail.h: a mail server on a port of its own, for e-mail that the agency sends: what it takes shows
 * on the client's phone. */
#ifndef SIM_MAIL_H
#define SIM_MAIL_H

#include "base/base.h"

/* port 0: none. FAILED where the port is taken. */
must_check enum status mail_server_start(int port);
void mail_server_stop(void);

/* texts.c: puts an e-mail on the phone. With the store locked. */
void notice_mail(const char *to, const char *subject, const char *text, const char *id);

#endif
