/* check.h: one value of a form, held against its kind; and the words for what is wrong with it. */
#ifndef CHECK_H
#define CHECK_H

#include "web/form.h"

/* The value in its checked form (a phone number as +1…, a date as 2026-11-30), NULL when it is
 * none. Not for CHECKBOX and ROWS. */
const char *check_value(const struct field *field, const char *text);

/* "Enter a first name", "Choose a language from the list". */
const char *check_message(const struct field *field, bool is_missing);

#endif
