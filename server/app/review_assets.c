/* review_assets.c: the sheet of bank accounts, and what a person says of them. What counts is
 * review_accounts.c's. */
#include "app/review_assets.h"

#include "app/review_accounts.h"
#include "app/wording.h"
#include "base/arena.h"
#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

#include <ctype.h>
#include <string.h>

/* On one form; undecided deposits come first, so the rest comes when these are decided. */
#define FORM_ROWS 99

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

/* Numbers the rows: undecided deposits, then accounts, then what is decided. */
static void number_rows(const struct review *review, struct assets *assets)
{
	size_t n = 0;

	for (int pass = 0; pass < 3; pass++)
		for (size_t i = 0; i < assets->count; i++) {
			struct account *account = &assets->accounts[i];
			const char *id = json_text(account->doc, "id");

			if (pass == 1)
				account->number = n++;
			for (size_t k = 0; k < account->deposit_count && pass != 1; k++)
				if (account->deposits[k].is_large
				    && (asset_choice(review, id, account->deposits[k].id) == NULL)
				       == (pass == 0))
					account->numbers[k] = n++;
		}
}

static void put_number(cJSON *doc, size_t n)
{
	json_set_text(doc, "n", arena_printf("%zu", n));
	json_set_bool(doc, "has_room", n < FORM_ROWS);
}

static cJSON *deposit_document(const struct request *r, const struct review *review,
			       const struct account *account, size_t k)
{
	const struct deposit *deposit = &account->deposits[k];
	const char *id = json_text(account->doc, "id");
	const cJSON *choice = asset_choice(review, id, deposit->id);
	cJSON *doc = json_object();

	put_number(doc, account->numbers[k]);
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
			       const struct account *account)
{
	const cJSON *doc = account->doc;
	const char *nickname = json_text(doc, "nickname"), *last4 = json_text(doc, "last4");
	const char *title = arena_printf("%s, %s%s", json_text(doc, "bank"), kind_words(doc),
					 *nickname != '\0' ? arena_printf(", %s", nickname) : "");
	cJSON *out = json_object(), *large = json_list();

	put_number(out, account->number);
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
			json_push(large, deposit_document(r, review, account, i));
	json_set(out, "large", large);
	json_set(out, "kinds", kinds_list(review, account));
	return out;
}

static enum status assets_page(struct request *r, const struct review *review, int status)
{
	cJSON *doc = json_object(), *list = json_list();
	struct assets assets;

	TRY(assets_read(review, &assets));
	number_rows(review, &assets);
	review_head(review, "/assets", doc);
	review_seen(r, review, doc);
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
		json_push(list, account_document(r, review, &assets.accounts[i]));
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
	const cJSON *before = asset_choice(review, account, deposit), *one;
	bool counts = strcmp(json_text(row, "choice"), "count") == 0, stands = false;

	cJSON_ArrayForEach(one, json_at(review->doc, "accounts"))
		if (strcmp(json_text(one, "id"), account) == 0)
			stands = *deposit == '\0' && counts == !account_is_debt(json_text(one, "type"));
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
		  .max = FORM_ROWS,
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
		json_set_text((cJSON *)json_at(r->in, "audit"), "outcome",
			      "not_done");
		return assets_page(r, &review, 422);
	}
	json_set_text(r->in, "chosen", json_print(chosen));
	TRY(db_one("reviews/choose_assets", r->in, &done));
	page_notice(r, "Saved.");
	return redirect(r, "/review/%s/assets", json_text(done, "id"));
}
