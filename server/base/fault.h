/* fault.h: named places where a test lets the program fail: die, hang, lose the database, be told
 * no. In any build without FAULTS they are nothing at all.
 *
 *	FAULT=order.after_send:kill@3,db.after_commit:drop@2,order.after_commit:pause=2000@1
 *
 * point:action@n acts when the point is passed for the nth time. kill: SIGKILL; pause=MS: the
 * thread sleeps; drop: the database socket in use is closed; fail: the point says UNAVAILABLE. */
#ifndef FAULT_H
#define FAULT_H

#include "base/base.h"

#ifdef FAULTS

/* Reads FAULT; before the first thread starts. INVALID, and a line on stderr, when it is not
 * right. */
must_check enum status fault_start(void);
/* OK, unless the action here is drop or fail: UNAVAILABLE. */
must_check enum status fault_at(const char *point);
/* How the database socket that this thread uses, if it uses one, is closed. */
void fault_on_drop(void (*drop)(void));

#else

static inline enum status fault_start(void)
{
	return OK;
}

static inline enum status fault_at(const char *point)
{
	(void)point;
	return OK;
}

static inline void fault_on_drop(void (*drop)(void))
{
	(void)drop;
}

#endif

#endif
