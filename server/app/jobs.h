/* jobs.h: THE job kinds, and THE clock. */
#ifndef JOBS_H
#define JOBS_H

#include "jobs/clock.h"
#include "jobs/worker.h"

extern const struct job_kind job_kinds[];
extern const size_t job_kind_count;
extern const struct tick schedule[];
extern const size_t schedule_count;

bool job_is_known(const char *kind);

#endif
