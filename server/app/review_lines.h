/* review_lines.h: what is told of one employer then, now and by the client, line by line. */
#ifndef REVIEW_LINES_H
#define REVIEW_LINES_H

#include "app/review.h"

/* [{what, then, now, difference, said, is_same}]: the monthly figure (once, when all programs
 * figure alike), pay rate, hours, frequency, and when a new job began or a gone one last paid. */
cJSON *review_lines(const struct review *review, const struct change *change);

#endif
