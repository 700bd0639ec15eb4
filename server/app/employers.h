/* employers.h: do two sources mean the same employer? Pure functions over names. */
#ifndef EMPLOYERS_H
#define EMPLOYERS_H

#include "base/base.h"

/* How alike two employers are: 3 the same tax number, 2 the same name but for case, accents and
 * words such as Inc, 1 one name's words all stand in the other's ("Bayview" and "Bayview Care
 * Center"), 0 not alike. Two tax numbers that differ are two employers, whatever their names. Tax
 * numbers may be ""; one of nothing but zeros is none. */
int employer_likeness(const char *a, const char *a_tax, const char *b, const char *b_tax);

/* The name as a key, "bayview-care-center", at most 80 bytes; "unnamed" when nothing is left of it.
 * In the arena. */
const char *employer_key(const char *name);

#endif
