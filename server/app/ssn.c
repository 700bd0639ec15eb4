/* ssn.c: the whole SSN of the person an order is for, where a way of ordering needs one.
 *
 * Outside production there are only invented people: the sandbox knows the SSNs 000-00-0000 on, of
 * which a member has the last four. */
#include "app/orders.h"

#include "app/settings.h"
#include "base/arena.h"

#include <string.h>

void order_identify(cJSON *order)
{
	const char *last4 = json_text(order, "ssn_last4");

	if (!json_true(order, "needs_ssn") || last4[0] == '\0'
	    || strcmp(settings.environment, "production") == 0)
		return;
	json_set_text(order, "ssn", arena_printf("000-00-%s", last4));
}
