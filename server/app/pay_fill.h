/* pay_fill.h: what the year to date says about pay dates without a check. Of pay.c only. */
#ifndef PAY_FILL_H
#define PAY_FILL_H

#include "app/pay.h"

/* Fills each missing slot or says why not, and marks checks whose year to date contradicts.
 *
 * Between two checks of one year that give their year to date, what was paid in the meantime is
 * (ytd_after - gross_after) - ytd_before. One missing date takes it all; several share it evenly,
 * a cent that is left over going to the earlier. A year begins at zero, which is known to be its
 * beginning when there are checks of the year before, or when the job began in it; it ends with the
 * year's total, when the source gives one that is larger than the last year to date. */
must_check enum status pay_fill(struct job *job);

#endif
