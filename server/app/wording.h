/* wording.h: amounts and days as pages say them, for what is reckoned in C: the words of the
 * database's fmt_ functions (look.md §5). Everything in the arena. */
#ifndef WORDING_H
#define WORDING_H

#include "app/day.h"
#include "app/money.h"
#include "base/json.h"

/* "$1,856.45", "−$12.00" with U+2212. */
const char *dollars_text(int64_t cents);
/* The same without cents where there are none: "$125". */
const char *short_dollars(int64_t cents);
/* "1,856.45", "−12.00" */
const char *plain_money(int64_t cents);
/* "+886.34", "−412.80", "0.00" */
const char *signed_money(int64_t cents);
/* "Aug 14", with the year when it is not today's; "not given" for NO_DAY. */
const char *day_words(int32_t day, int32_t today);
/* "1 change", "3 changes" */
const char *count_words(size_t count, const char *one, const char *many);
/* "a", "a and b", "a, b and c" with one more word each time. */
const char *list_words(const char *list, const char *word, bool is_last);

/* A member as cents or a day; not given, or NO_DAY, where there is none. Cents are whole numbers as
 * text, money a decimal. */
struct amount json_cents(const cJSON *doc, const char *path);
struct amount json_money(const cJSON *doc, const char *path);
int32_t json_day(const cJSON *doc, const char *path);

#endif
