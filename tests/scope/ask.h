/* ask.h: what the tests of scope share: breaches that are all told before a test fails, and asking
 * a route for a record. */
#ifndef ASK_H
#define ASK_H

#include "scope/records.h"

/* Tells of a breach, of the first forty of a test. */
void breach(const char *fmt, ...) printf_like(1, 2);
/* Fails the test when there was one. */
void no_breach(void);

bool has_id(const struct route *route);
/* Whoever asks it is signed in no more. */
bool ends_session(const struct route *route);
const char *method(const struct route *route);
/* The route's address with that id in place of its own. */
const char *path_with(const struct route *route, const char *id);
/* Somebody's request for a record, with the form of a visit and more fields; NULL: the visit's own
 * record, no more fields. */
struct reply ask_with(const struct person *who, const struct route *route, const char *id,
	const cJSON *more);

/* A request for each page of the demo world that the role may have: the next time it is called, the
 * next one; NULL: there is no more. Begins with *at zero. */
const char *next_page(const struct person *who, size_t *at);

/* The tests, in the order they run. */
void every_table_of_a_case_is_held(void **state);
void nobody_sees_nothing(void **state);
void the_role_owns_nothing(void **state);
void the_role_is_refused(void **state);
void front_desk_sees_no_income_and_no_ssn(void **state);
void agents_see_no_income(void **state);
void strangers_see_nobody(void **state);
void what_is_restricted_is_not_there(void **state);
void guesses_find_nothing(void **state);
void more_fields_give_nothing(void **state);
void every_cell_is_as_the_table_says(void **state);

#endif
