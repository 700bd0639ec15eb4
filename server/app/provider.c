/* provider.c: the table of providers. */
#include "app/provider.h"

#include "base/log.h"

#include <string.h>

static const struct provider providers[] = {
	{ "truv", "Truv", truv_order_create, truv_order_read, truv_batch_create, truv_batch_read,
	  truv_batch_results, truv_order_refresh, truv_order_list, truv_order_cancel,
	  truv_report_create, truv_report_read,
	  truv_order_notify, truv_order_events, truv_employers, truv_refusal, truv_endpoints,
	  truv_endpoint_enable, truv_paper, truv_deliveries },
};

const struct provider *provider_find(const char *name)
{
	for (size_t i = 0; i < countof(providers); i++)
		if (strcmp(providers[i].name, name) == 0)
			return &providers[i];
	return NULL;
}

enum status provider_status(const struct provider *provider, const char *what,
			    const struct answer *answer)
{
	log_line(LOG_WARN, "provider.answer", "provider=%s call=%s outcome=%s http=%d curl=%d",
		 provider->name, what, outcome_name(answer->outcome), answer->http_status,
		 answer->curl_code);
	return answer->outcome == REFUSED ? FAILED : UNAVAILABLE;
}
