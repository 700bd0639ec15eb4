/* review_accounts.h: the accounts of a review, as they count. An account counts with its balance,
 * less the large deposits a person left out; a debt does not, unless a person says so. */
#ifndef REVIEW_ACCOUNTS_H
#define REVIEW_ACCOUNTS_H

#include "app/deposits.h"
#include "app/review.h"

struct account {
	const cJSON *doc, *choice;
	bool is_debt, counts;
	struct deposit *deposits;
	const cJSON **docs;             /* of the deposits */
	size_t deposit_count;
	size_t number, *numbers;        /* rows of the form, its own and its deposits' */
	struct deposit_kind *kinds;
	size_t kind_count;
	int64_t left_out;               /* of its deposits */
	int64_t worth;
};

struct assets {
	struct account *accounts;
	size_t count, open;
	struct amount large;            /* the strictest program's rule */
	const char *large_of;
	int64_t total;
};

/* Everything in the arena. INVALID when sums do not fit. */
must_check enum status assets_read(const struct review *review, struct assets *assets);

/* What a person decided about an account, or one of its deposits; "": the account itself. NULL:
 * nothing. */
const cJSON *asset_choice(const struct review *review, const char *account, const char *deposit);
/* By the provider's type of an account (truv-api.md §9.5). */
bool account_is_debt(const char *type);

#endif
