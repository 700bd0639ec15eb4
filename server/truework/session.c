/* session.c: a credentials session after it was made (truework-api.md §6).
 *
 * Truework cannot be asked for a session. Its events name verification requests; each is read and
 * held against the number we gave it, so that a forged event can make us read, but not believe. */
#include "truework/private.h"

#include "base/arena.h"

#include <string.h>

bool truework_session_parts(const char *address, const char **id, const char **number,
			    const char **requests)
{
	char *at;

	if (strncmp(address, "s.", 2) != 0)
		return false;
	*id = at = arena_dup(address + 2);
	*number = *requests = "";
	at = strchr(at, '/');
	if (at == NULL)
		return true;
	*at++ = '\0';
	*number = at;
	at = strchr(at, '/');
	if (at == NULL)
		return true;
	*at++ = '\0';
	*requests = at;
	return true;
}

bool truework_is_ours(const cJSON *request, const char *number)
{
	return number[0] != '\0'
		&& strcmp(json_text(request, "metadata.reference"), number) == 0;
}

/* 2019 keeps the report apart from its request; where it stands within, it is not asked for. */
static void add_report(cJSON *request, struct answer *answer)
{
	cJSON *report;

	if (strcmp(truework_word(request, "state"), "completed") != 0
	    || json_at(request, "reports.0") != NULL)
		return;
	truework_ask("GET", arena_printf("verification-requests/%s/report/",
					 truework_encoded(json_text(request, "id"))),
		     SESSION_VERSION, NULL, NULL, answer);
	if (answer->outcome != ACCEPTED || !cJSON_IsObject(answer->doc))
		return;
	report = json_copy(answer->doc);
	if (json_text(report, "id")[0] == '\0')
		json_set_text(report, "id", json_text(request, "id"));
	json_push(json_set(request, "reports", json_list()), report);
}

cJSON *truework_session_requests(const char *number, const char *requests,
				 struct answer *answer)
{
	char *rest = arena_dup(requests), *one;
	cJSON *found = json_list(), *request;
	int count = 0;

	*answer = (struct answer){ .outcome = ACCEPTED, .http_status = 200, .body = "" };
	while ((one = strsep(&rest, ",")) != NULL && count++ < SESSIONS_MAX) {
		if (one[0] == '\0')
			continue;
		truework_ask("GET", arena_printf("verification-requests/%s/", truework_encoded(one)),
			     SESSION_VERSION, NULL, NULL, answer);
		if (answer->outcome == REFUSED) { /* no such request: somebody made it up */
			answer->outcome = ACCEPTED;
			continue;
		}
		if (answer->outcome != ACCEPTED)
			return NULL;
		if (!truework_is_ours(answer->doc, number))
			continue;
		request = json_push(found, json_copy(answer->doc));
		add_report(request, answer);
		if (answer->outcome != ACCEPTED)
			return NULL;
	}
	return found;
}
