/* ops.c: health, readiness, metrics. */
#include "app/ops.h"

#include "app/webhooks.h"
#include "base/buf.h"
#include "db/db.h"
#include "web/stream.h"

#define METRICS_MAX (64 * 1024)

enum status ops_health(struct request *r)
{
	reply_text(r, 200, "text/plain", "ok\n");
	return OK;
}

enum status ops_ready(struct request *r)
{
	const cJSON *row;
	bool is_ready = !http_stopping() && db_one("ops/ready", r->in, &row) == OK
			&& json_true(row, "is_ready");

	reply_text(r, is_ready ? 200 : 503, "text/plain", is_ready ? "ready\n" : "not ready\n");
	return OK;
}

enum status ops_metrics(struct request *r)
{
	struct buf b = buf_new(METRICS_MAX);
	const cJSON *row, *one;

	TRY(db_one("ops/metrics", r->in, &row));
	cJSON_ArrayForEach(one, row)
		buf_printf(&b, "verify_%s %s\n", one->string, json_text(row, one->string));
	buf_printf(&b, "verify_streams %d\nverify_webhooks_refused %ld\n", hub_streams(),
		   webhooks_refused());
	reply_text(r, 200, "text/plain; version=0.0.4", b.data);
	return OK;
}
