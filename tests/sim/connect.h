/* connect.h: what happens when a client signs in at an employer or bank: tasks and their stages. */
#ifndef CONNECT_H
#define CONNECT_H

#include "store.h"

/* Starts a task for this suborder; its stages follow by themselves. At an employer or at a bank,
 * not both. */
struct task *connect_start(struct order *order, struct suborder *suborder, const char *login,
	const char *password);
/* The same without the client: reads an existing connection again. */
struct task *connect_refresh(struct order *order, struct suborder *suborder);
/* A task that came so far elsewhere, in a connection of this id ("": it has none yet). While it
 * reads it goes on from there, in minutes; in another state it waits for the client. NULL when
 * there is no such status. */
struct task *connect_resume(struct order *order, struct suborder *suborder, const char *link_id,
	const char *status);
/* The code the client typed; nothing happens unless the task waits for one. */
void connect_code(struct task *task, const char *code);
/* Plays what is left of the task at once, with this code if it asks for one. */
void connect_rush(struct task *task, const char *code);

bool task_has_ended(const struct task *task);
/* Truv's status of that name, as a string that lives for ever; NULL for none. */
const char *task_status_known(const char *status);

/* The client's page was opened. Once per order. */
void connect_opened(struct order *order);

#endif
