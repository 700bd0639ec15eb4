/* review_assets.c: the sheet of bank accounts. An account counts with its balance, less the large
 * deposits a person left out; a debt never counts. */
#include "app/review_assets.h"

#include "app/deposits.h"
#include "app/wording.h"
#include "base/arena.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

#include <ctype.h>
#include <string.h>

#define ROWS_MAX_FORM 100

static const char *const debts[] = { "CREDIT_CARD", "LOAN", "LINE_OF_CREDIT", "MORTGAGE" };

struct account {
	const cJSON *doc, *choice;
	bool is_debt, counts;
	struct deposit *deposits;
	const cJSON **docs;             /* of the deposits */
	size_t deposit_count;
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

static const cJSON *choice_of(const struct review *review, const char *account, const char *deposit)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, json_at(review->doc, "asset_choices"))
		if (strcmp(json_text(one, "account"), account) == 0
		    && strcmp(json_text(one, "deposit"), deposit) == 0)
			return one;
	return NULL;
}

static bool is_debt(const char *type)
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
		const cJSON *choice = choice_of(review, id, deposit->id);

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
	account->is_debt = is_debt(json_text(doc, "type"));
	account->choice = choice_of(review, json_text(doc, "id"), "");
	account->counts = account->choice != NULL ? json_true(account->choice, "counts")
		: !account->is_debt;
	read_deposits(account);
	TRY(deposits_examine(account->deposits, account->deposit_count, assets->large,
			     &account->kinds, &account->kind_count));
	return reckon(review, assets, account);
}

static enum status assets_read(const struct review *review, struct assets *assets)
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

/* "MONEY_MARKET" → "Money market" */
static const char *kind_words(const cJSON *account)
{
	const char *subtype = json_text(account, "subtype"), *type = json_text(account, "type");
	char *words = arena_dup(*subtype != '\0' ? subtype : *type != '\0' ? type : "account");

	for (char *c = words; *c != '\0'; c++)
		*c = *c == '_' ? ' ' : c == words ? (char)toupper((unsigned char)*c)
			: (char)tolower((unsigned char)*c);
	return words;
}

static const char *money_or_none(const cJSON *doc, const char *name)
{
	struct amount amount = json_money(doc, name);

	return amount.is_given ? plain_money(amount.cents) : "none";
}

static const char *owners_words(const cJSON *account)
{
	const cJSON *owners = json_at(account, "owners"), *one;
	const char *list = "";

	cJSON_ArrayForEach(one, owners)
		list = list_words(list, json_text(one, ""), one->next == NULL);
	return *list != '\0' ? list : "not given";
}

/* What was typed into a row that comes back, or what was decided before. */
static void put_choice(const struct request *r, const cJSON *choice, bool counts,
		       const char *account, const char *deposit, cJSON *doc)
{
	const cJSON *row, *typed = NULL;

	cJSON_ArrayForEach(row, json_at(r->form, "rows"))
		if (strcmp(json_text(row, "account"), account) == 0
		    && strcmp(json_text(row, "deposit"), deposit) == 0)
			typed = row;
	json_set_text(doc, "account", account);
	json_set_text(doc, "deposit", deposit);
	json_set_bool(doc, "counts", typed != NULL ? strcmp(json_text(typed, "choice"), "count") == 0
		      : counts);
	json_set_bool(doc, "is_out", typed != NULL ? strcmp(json_text(typed, "choice"), "out") == 0
		      : choice != NULL ? !counts : *deposit == '\0' && !counts);
	json_set_text(doc, "reason", json_text(typed != NULL ? typed : choice, "reason"));
	json_set_text(doc, "error", json_text_or_null(typed, "errors.reason"));
	json_set_text(doc, "decided", choice == NULL ? NULL
		      : arena_printf("Decided %s, %s", json_text(choice, "at"),
				     json_text(choice, "by")));
}

static cJSON *deposit_document(const struct request *r, const struct review *review,
			       const struct account *account, const struct deposit *deposit, size_t n)
{
	const char *id = json_text(account->doc, "id");
	const cJSON *choice = choice_of(review, id, deposit->id);
	cJSON *doc = json_object();

	json_set_text(doc, "n", arena_printf("%zu", n));
	json_set_text(doc, "day", day_words(deposit->day, review->today));
	json_set_text(doc, "words", *deposit->words != '\0' ? deposit->words : "Nothing said");
	json_set_text(doc, "amount", plain_money(deposit->cents));
	json_set_text(doc, "title", arena_printf("Deposit of %s", dollars_text(deposit->cents)));
	put_choice(r, choice, choice != NULL && json_true(choice, "counts"), id, deposit->id, doc);
	json_set_bool(doc, "is_open", choice == NULL && account->counts);
	return doc;
}

static cJSON *kinds_list(const struct review *review, const struct account *account)
{
	cJSON *list = json_list();

	for (size_t i = 0; i < account->kind_count; i++) {
		const struct deposit_kind *kind = &account->kinds[i];
		cJSON *doc = json_push(list, json_object());

		json_set_text(doc, "words", kind->words);
		json_set_text(doc, "frequency", frequency_name(kind->frequency));
		json_set_text(doc, "count", arena_printf("%zu", kind->count));
		json_set_text(doc, "average", plain_money(ratio_round(kind->average)));
		json_set_text(doc, "sum", plain_money(kind->sum));
		json_set_text(doc, "days", arena_printf("%s to %s",
							day_words(kind->first, review->today),
							day_words(kind->last, review->today)));
	}
	return list;
}

static cJSON *account_document(const struct request *r, const struct review *review,
			       const struct account *account, size_t *n)
{
	const cJSON *doc = account->doc;
	const char *nickname = json_text(doc, "nickname"), *last4 = json_text(doc, "last4");
	const char *title = arena_printf("%s, %s%s", json_text(doc, "bank"), kind_words(doc),
					 *nickname != '\0' ? arena_printf(", %s", nickname) : "");
	cJSON *out = json_object(), *large = json_list();

	json_set_text(out, "n", arena_printf("%zu", (*n)++));
	json_set_text(out, "title", title);
	json_set_text(out, "number", *last4 != '\0' ? arena_printf("ending in %s", last4)
		      : "number not given");
	json_set_text(out, "owners", owners_words(doc));
	json_set_text(out, "balance", money_or_none(doc, "balance"));
	json_set_text(out, "available", money_or_none(doc, "available"));
	json_set_text(out, "avg_30", money_or_none(doc, "avg_30"));
	json_set_text(out, "avg_60", money_or_none(doc, "avg_60"));
	json_set_text(out, "avg_90", money_or_none(doc, "avg_90"));
	json_set_text(out, "left_out", account->left_out > 0 ? plain_money(-account->left_out) : NULL);
	json_set_text(out, "worth", plain_money(account->worth));
	json_set_bool(out, "is_debt", account->is_debt);
	put_choice(r, account->choice, account->counts, json_text(doc, "id"), "", out);
	for (size_t i = 0; i < account->deposit_count; i++)
		if (account->deposits[i].is_large)
			json_push(large, deposit_document(r, review, account, &account->deposits[i],
							  (*n)++));
	json_set(out, "large", large);
	json_set(out, "kinds", kinds_list(review, account));
	return out;
}

static enum status assets_page(struct request *r, const struct review *review, int status)
{
	cJSON *doc = json_object(), *list = json_list();
	struct assets assets;
	size_t n = 0;

	TRY(assets_read(review, &assets));
	review_head(review, "/assets", doc);
	json_set_text(doc, "title", arena_printf("Assets that count: %s%s", dollars_text(assets.total),
		      assets.open == 0 ? "" : arena_printf(", %s to decide",
			      count_words(assets.open, "deposit", "deposits"))));
	json_set_text(doc, "total", plain_money(assets.total));
	json_set_text(doc, "read_at", json_text_or_null(review->doc, "read_at"));
	json_set_text(doc, "rule", !assets.large.is_given ? NULL
		      : arena_printf("%s asks where deposits of %s or more came from",
				     assets.large_of, short_dollars(assets.large.cents)));
	json_set_bool(doc, "is_decided", json_true(review->doc, "is_decided"));
	json_set_bool(doc, "can_save", assets.count > 0 && !json_true(review->doc, "is_decided"));
	for (size_t i = 0; i < assets.count; i++)
		json_push(list, account_document(r, review, &assets.accounts[i], &n));
	json_set(doc, "accounts", list);
	return page_show(r, status, "reviews/assets", doc);
}

enum status assets_show(struct request *r)
{
	struct review review;

	TRY(review_read(r->in, &review));
	return assets_page(r, &review, 200);
}

static const struct field row_fields[] = {
	{ .name = "account", .label = "account", .kind = TEXT, .required = true, .max = 100 },
	{ .name = "deposit", .label = "deposit", .kind = TEXT, .max = 100 },
	{ .name = "choice", .label = "choice", .kind = ONE_OF, .choices = "count|out" },
	{ .name = "reason", .label = "reason", .kind = TEXT, .max = 500 },
};

/* Is that account or deposit of this review, and does the row say something new about it? Then it
 * wants a reason: what counts as it is needs none. */
static bool is_news(const struct review *review, const cJSON *row)
{
	const char *account = json_text(row, "account"), *deposit = json_text(row, "deposit");
	const cJSON *before = choice_of(review, account, deposit), *one;
	bool counts = strcmp(json_text(row, "choice"), "count") == 0, stands = false;

	cJSON_ArrayForEach(one, json_at(review->doc, "accounts"))
		if (strcmp(json_text(one, "id"), account) == 0)
			stands = *deposit == '\0' && counts == !is_debt(json_text(one, "type"));
	if (before != NULL)
		stands = json_true(before, "counts") == counts
			&& strcmp(json_text(before, "reason"), json_text(row, "reason")) == 0;
	return *json_text(row, "choice") != '\0' && !stands;
}

static bool is_known(const struct review *review, const cJSON *row)
{
	const char *deposit = json_text(row, "deposit");
	const cJSON *account, *one;

	cJSON_ArrayForEach(account, json_at(review->doc, "accounts")) {
		if (strcmp(json_text(account, "id"), json_text(row, "account")) != 0)
			continue;
		if (*deposit == '\0')
			return true;
		cJSON_ArrayForEach(one, json_at(account, "deposits"))
			if (strcmp(json_text(one, "id"), deposit) == 0)
				return true;
	}
	return false;
}

enum status assets_choose(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "rows",
		  .label = "choice",
		  .kind = ROWS,
		  .max = ROWS_MAX_FORM,
		  .rows = row_fields,
		  .row_count = countof(row_fields) },
	};
	cJSON *chosen = json_set(r->in, "chosen", json_list());
	struct review review;
	const cJSON *row, *done;

	(void)form_ok(r, fields, countof(fields));
	TRY(review_look(r, &review));
	cJSON_ArrayForEach(row, json_at(r->in, "form.rows")) {
		if (!is_news(&review, row) || !is_known(&review, row))
			continue;
		if (*json_text(row, "reason") == '\0')
			form_error(r, arena_printf("rows.%ld.reason", json_int(row, "index", 0)),
				   "Enter why it counts or not");
		json_push(chosen, json_copy(row));
	}
	if (r->errors->child != NULL) {
		json_set_text((cJSON *)json_at(r->in, "audit"), "reason",
			      "not done: the form needs a change");
		return assets_page(r, &review, 422);
	}
	json_set_text(r->in, "chosen", json_print(chosen));
	TRY(db_one("reviews/choose_assets", r->in, &done));
	page_notice(r, "Saved.");
	return redirect(r, "/review/%s/assets", json_text(done, "id"));
}
