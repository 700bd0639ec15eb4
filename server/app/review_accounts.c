/* review_accounts.c: what the accounts of a review are worth, and which of their deposits wait for
 * a person. */
#include "app/review_accounts.h"

#include "app/review_assets.h"
#include "app/wording.h"
#include "base/arena.h"

#include <string.h>

static const char *const debts[] = { "CREDIT_CARD", "LOAN", "LINE_OF_CREDIT", "MORTGAGE" };

const cJSON *asset_choice(const struct review *review, const char *account,
			  const char *deposit)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, json_at(review->doc, "asset_choices"))
		if (strcmp(json_text(one, "account"), account) == 0
		    && strcmp(json_text(one, "deposit"), deposit) == 0)
			return one;
	return NULL;
}

bool account_is_debt(const char *type)
{
	for (size_t i = 0; i < countof(debts); i++)
		if (strcmp(debts[i], type) == 0)
			return true;
	return false;
}

static void read_rule(const struct review *review, struct assets *assets)
{
	const cJSON *program;

	cJSON_ArrayForEach(program, json_at(review->doc, "programs")) {
		struct amount large = json_cents(program, "large_cents");

		if (!large.is_given || (assets->large.is_given && assets->large.cents <= large.cents))
			continue;
		assets->large = large;
		assets->large_of = json_text(program, "name");
	}
}

static void read_deposits(struct account *account)
{
	const cJSON *list = json_at(account->doc, "deposits"), *one;
	size_t room = (size_t)cJSON_GetArraySize(list) + 1;

	account->deposits = arena_alloc(room * sizeof(*account->deposits));
	account->docs = arena_alloc(room * sizeof(*account->docs));
	account->numbers = arena_alloc(room * sizeof(*account->numbers));
	cJSON_ArrayForEach(one, list) {
		struct amount amount = json_money(one, "amount");

		if (!amount.is_given)
			continue;
		account->docs[account->deposit_count] = one;
		account->deposits[account->deposit_count++] = (struct deposit){
			.id = json_text(one, "id"), .words = json_text(one, "words"),
			.day = json_day(one, "day"), .cents = amount.cents,
		};
	}
}

/* Never below nothing: a deposit that was spent since takes no more away than is there. */
static enum status reckon(const struct review *review, struct assets *assets,
			  struct account *account)
{
	const char *id = json_text(account->doc, "id");
	struct amount balance = json_money(account->doc, "balance");

	for (size_t i = 0; i < account->deposit_count; i++) {
		struct deposit *deposit = &account->deposits[i];
		const cJSON *choice = asset_choice(review, id, deposit->id);

		if (!deposit->is_large || !account->counts)
			continue;
		assets->open += choice == NULL;
		if (choice != NULL && !json_true(choice, "counts"))
			TRY(money_add(account->left_out, deposit->cents, &account->left_out));
	}
	account->worth = balance.is_given ? balance.cents - account->left_out : 0;
	if (!account->counts || account->worth < 0)
		account->worth = 0;
	return money_add(assets->total, account->worth, &assets->total);
}

static enum status read_account(const struct review *review, struct assets *assets,
				const cJSON *doc)
{
	struct account *account = &assets->accounts[assets->count++];

	*account = (struct account){ .doc = doc };
	account->is_debt = account_is_debt(json_text(doc, "type"));
	account->choice = asset_choice(review, json_text(doc, "id"), "");
	account->counts = account->choice != NULL ? json_true(account->choice, "counts")
		: !account->is_debt;
	read_deposits(account);
	TRY(deposits_examine(account->deposits, account->deposit_count, assets->large,
			     &account->kinds, &account->kind_count));
	return reckon(review, assets, account);
}

enum status assets_read(const struct review *review, struct assets *assets)
{
	const cJSON *list = json_at(review->doc, "accounts"), *doc;

	*assets = (struct assets){ .large_of = "" };
	assets->accounts = arena_alloc(((size_t)cJSON_GetArraySize(list) + 1)
				       * sizeof(*assets->accounts));
	read_rule(review, assets);
	cJSON_ArrayForEach(doc, list)
		TRY(read_account(review, assets, doc));
	return OK;
}

enum status assets_count_open(struct review *review)
{
	struct assets assets;

	TRY(assets_read(review, &assets));
	review->open_deposits = assets.open;
	return OK;
}
