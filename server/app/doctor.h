/* doctor.h: is this deployment as it must be? Settings, the way in and out, files, disk, and what
 * the database says of itself: `portal doctor`. It changes nothing. */
#ifndef DOCTOR_H
#define DOCTOR_H

#include "base/json.h"

#include <stdio.h>

/* Wants libraries, statements and db_start(). Prints a line for each finding, "fine", "careful" or
 * "WRONG", and below what is not fine what to do. True when nothing is wrong. */
bool doctor_examine(FILE *to);

enum verdict { FINE = 1, CAREFUL, WRONG };

/* One finding, and what to do about it; texts in the arena. */
struct finding {
	const char *what;
	enum verdict verdict;
	const char *said, *mend;
};

/* What can be seen from here, without the database: doctor_host.c. NULL: no further one. */
const struct finding *doctor_host(size_t i);

/* Pure, for the tests. A disk with so many bytes free of so many; a backup so many seconds old; the
 * address of a database. */
enum verdict doctor_disk(uint64_t free_bytes, uint64_t all_bytes);
enum verdict doctor_age(long seconds);
enum verdict doctor_database_url(const char *url);
/* A secret of a deployment: long enough, and not one that the demo or an example shows. */
enum verdict doctor_secret(const char *secret, bool is_production);

#endif
