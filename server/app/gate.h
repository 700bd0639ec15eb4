/* gate.h: the turn that every call to a provider waits for (safety.md §1), shared by all servers.
 *
 *	TRY(gate_take(in, provider, INTERACTIVE));
 *	provider->read(id, &answer, &order);
 *	gate_tell(in, &answer);
 *
 * For jobs: without a turn the job comes back when there is one, and that is no try. */
#ifndef GATE_H
#define GATE_H

#include "app/provider.h"

/* Background calls leave room in the budget for those a person waits for. A job whose input says
 * {lane: "background"} is background whatever its handler says. */
enum lane { INTERACTIVE = 1, BACKGROUND };

/* OK: call now, once. UNAVAILABLE: not now; the job's document says when it is to run again, so
 * the handler just returns. */
must_check enum status gate_take(cJSON *in, const struct provider *provider, enum lane lane);

/* The same for one call that counts as many: a batch. Not more than background calls may take of
 * the burst at once, or it never gets its turn. */
must_check enum status gate_take_many(cJSON *in, const struct provider *provider, enum lane lane,
				      int weight);

/* What came of the call: 429 pauses everybody, 401 and 403 open the circuit, and an accepted answer
 * closes it. Says in the job's document when to come back where the answer asks for a wait. */
void gate_tell(cJSON *in, const struct answer *answer);

#endif
