/* papers.c: fetches a provider's own papers, for the file and for whoever doubts a figure.
 *
 * The address comes from the provider's answer, which is remote input: only a host that the agency
 * named is called (safety.md §5), without a key, without following a redirect, up to a size. It is
 * asked for anew each time and never kept, for it may let in whoever has it. The paper itself holds
 * what a report is cut of, so it is sealed as it comes, bytes and all: it stands nowhere else. */
#include "app/papers.h"

#include "app/gate.h"
#include "app/provider.h"
#include "app/settings.h"
#include "base/arena.h"
#include "base/crypto.h"
#include "base/log.h"
#include "base/seal.h"
#include "db/db.h"

#include <string.h>

static const char *url_of(const cJSON *order, const char *upstream_id)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, json_at(order, "connections"))
		if (strcmp(json_text(one, "upstream_id"), upstream_id) == 0)
			return json_text(one, "paper_url");
	return "";
}

static enum status keep(cJSON *in, const char *connection, const struct answer *answer)
{
	cJSON *paper = json_set(in, "paper", json_object());
	const char *sha256 = crypto_sha256_hex(answer->body, answer->body_len), *sealed;

	TRY(seal_put(arena_printf("report_documents.body:%s.%s", connection, sha256), answer->body,
		     answer->body_len, &sealed));
	json_set_text(paper, "connection_id", connection);
	json_set_text(paper, "sealed", sealed);
	json_set_text(paper, "sha256", sha256);
	return db_run("reports/paper_keep", in);
}

/* Left out: why, for the log; never the address. */
static enum status left_out(const cJSON *in, const char *why)
{
	log_line(LOG_WARN, "paper.left_out", "order=%s why=%s", json_text(in, "job.input.order_id"),
		 why);
	return OK;
}

static enum status fetch_one(cJSON *in, const struct provider *provider, const char *connection,
			     const char *url)
{
	struct answer answer;

	if (url[0] == '\0')
		return OK;
	if (!fetch_is_at(url, settings.paper_hosts))
		return left_out(in, "host");
	provider->paper(url, &answer);
	if (answer.is_too_large)
		return left_out(in, "too_large");
	if (answer.outcome == REFUSED || answer.outcome == DENIED
	    || (answer.http_status >= 300 && answer.http_status < 400))
		return left_out(in, "refused");
	if (answer.outcome != ACCEPTED)
		return UNAVAILABLE;
	if (answer.body_len < 5 || memcmp(answer.body, "%PDF-", 5) != 0)
		return left_out(in, "no_pdf");
	return keep(in, connection, &answer);
}

enum status papers_fetch(const struct job_kind *kind, cJSON *in)
{
	const struct provider *provider;
	const cJSON *wanted, *one;
	struct answer answer;
	cJSON *order;

	(void)kind;
	if (settings.paper_hosts[0] == '\0')
		return OK;
	TRY(db_one("reports/papers_wanted", in, &wanted));
	provider = provider_find(json_text(wanted, "provider"));
	if (provider == NULL)
		return FAILED;
	TRY(gate_take(in, provider, BACKGROUND));
	provider->read(json_text(wanted, "upstream_id"), &answer, &order);
	gate_tell(in, &answer);
	if (order == NULL)
		return provider_status(provider, "read", &answer);
	cJSON_ArrayForEach(one, json_at(wanted, "connections"))
		TRY(fetch_one(in, provider, json_text(one, "id"),
			      url_of(order, json_text(one, "upstream_id"))));
	return OK;
}
