/* message_check.h: the public page that says whether a message is ours. */
#ifndef MESSAGE_CHECK_H
#define MESSAGE_CHECK_H

#include "web/http.h"

/* GET and POST /check: yes or no for the code that was sent, in the language of ?lang= or else of
 * the browser. After too many wrong codes from one address, or from everywhere, it says so instead
 * and looks nothing up. */
enum status message_check(struct request *r);

#endif
