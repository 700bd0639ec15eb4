/* doctor.h: is this deployment as it must be? Settings, the way in and out, files, disk, what the
 * database says of itself, and what is kept in it: `portal doctor`. It changes nothing. */
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

/* One thing to look at. look() fills the rest of a finding that is named already. */
struct look {
	const char *what;
	void (*look)(struct finding *f);
};

/* What can be seen from here: the way in as a browser comes (doctor_front.c), settings, files and
 * disk (doctor_host.c). Each list ends with a look without a name. */
extern const struct look doctor_front[];
extern const struct look doctor_host[];
/* Sealed values, the audit trail and its anchors; wants a database that answers. Empties the
 * arena as it goes: what was found before must be said by then. */
extern const struct look doctor_kept[];

bool doctor_is_https(void);
/* What is wrong where cases are real, and what a sandbox may be. */
enum verdict doctor_grave(void);

/* Pure, for the tests. A disk with so many bytes free of so many; a backup so many seconds old; the
 * address of a database. */
enum verdict doctor_disk(uint64_t free_bytes, uint64_t all_bytes);
enum verdict doctor_age(long seconds);
enum verdict doctor_database_url(const char *url);
/* A secret of a deployment: long enough, and not one that the demo or an example shows. */
enum verdict doctor_secret(const char *secret, bool is_production);
/* A certificate with so long to go; the Strict-Transport-Security that came, NULL for none; an
 * answer to plain http with its Location, 0 when there was none. */
enum verdict doctor_certificate(long seconds_left);
enum verdict doctor_hsts(const char *value);
enum verdict doctor_plain(int http_status, const char *location);

#endif
