/* reports.h: reports as the order's end needs them. */
#ifndef SIM_REPORTS_H
#define SIM_REPORTS_H

#include "store.h"

/* A new report of everything the user has connected, as of now. */
struct report *report_make(struct user *user, bool is_assets, bool is_voe, int days);

#endif
