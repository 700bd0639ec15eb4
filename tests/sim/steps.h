/* steps.h: things that happen by themselves later: a task's stages, messages, reminders, expiry. */
#ifndef STEPS_H
#define STEPS_H

#include "store.h"

/* run(subject), with the store locked, at `due`. */
void step_later(int64_t due, void (*run)(void *subject), void *subject);
/* Forgets what run was planned for the subject. */
void step_drop(void (*run)(void *subject), const void *subject);

must_check enum status steps_start(void);
void steps_stop(void);

#endif
