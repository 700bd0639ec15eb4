/* factors.h: setting up an app for codes, and recovery codes. */
#ifndef FACTORS_H
#define FACTORS_H

#include "web/router.h"

/* Handlers of GET and POST /signin/setup (somebody whose password was right) and of GET and POST
 * /me/factor/setup (somebody who is signed in and gave a fresh proof). */
enum status factor_setup_form(struct request *r);
enum status factor_setup(struct request *r);
/* Handler of POST /me/codes: ten new recovery codes, shown once. */
enum status factor_codes(struct request *r);

#endif
