/* paper.c: the one call to an address that an answer of Truv gave and that is not Truv's own. No
 * key goes with it, and the caller has held its host against those the agency named. */
#include "truv/truv.h"

#define PAPER_MAX (10 * 1024 * 1024)

void truv_paper(const char *url, struct answer *answer)
{
	static const char *const headers[] = { "Accept: application/pdf", NULL };
	const struct call call = {
		.method = "GET", .url = url, .headers = headers, .reply_max = PAPER_MAX,
		.is_bytes = true,
	};

	fetch(&call, answer);
}
