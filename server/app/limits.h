/* limits.h: THE limits: what a request, a form, an answer and a person may use at most (safety.md
 * §5). Each number stands in the header of the file that holds it; here they are one table. */
#ifndef LIMITS_H
#define LIMITS_H

#include "base/base.h"

#include <stdio.h>

/* Prints name, number, unit and what happens beyond it, a tab between them; then each route that
 * takes larger bodies than others. Needs the settings to have been read. */
void limits_print(FILE *to);

#endif
