/* record.h: what the templates did with their documents while pages were shown, over all visits.
 *
 * Sits between page.c and template_render() (the linker's --wrap), so that the pages are made
 * exactly as in the running server. Prints what breaks the contract; decides nothing about
 * visits. */
#ifndef RECORD_H
#define RECORD_H

#include "base/base.h"

/* Begins to listen. names: of all templates. */
void record_start(const char *const *names, size_t count);

/* Each prints one line per breach to stderr and gives their number. */
int record_missing(void);         /* keys a template named and its document did not have */
int record_unused(void);          /* columns no visit's template used */
int record_one_sided(void);       /* sections never seen shown, or never hidden */

#endif
