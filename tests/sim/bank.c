/* bank.c: accounts with transactions and balances that fit each other.
 *
 * Rules say what happens on which day; the balance today is a fixed figure per account, and
 * earlier ones follow by undoing the transactions since. */
#include "data.h"

#include "base/arena.h"

#include <string.h>

struct account {
	const char *key, *type, *subtype, *nickname;
	long balance;                          /* today, in cents */
	long limit;                            /* credit limit; 0: none */
};

static const struct account accounts[] = {
	{ "checking", "CHECKING", NULL, "Everyday checking", 214365, 0 },
	{ "savings", "SAVINGS", "MONEY_MARKET", "Rainy day", 580000, 0 },
	{ "card", "CREDIT_CARD", NULL, "Rewards card", -43210, 250000 },
	{ "inv", "INVESTMENT", NULL, "Brokerage", 1250000, 0 },
	{ "cd", "CD", NULL, "12-month certificate", 300000, 0 },
};

/* Which accounts a login shows, by their keys. */
static const char *const shown[][2] = {
	{ "goodlogin", "checking savings" }, { "someone.else", "checking" },
	{ "goodlogin.checking", "checking" },
	{ "goodlogin.checking.savings", "checking savings" }, { "goodlogin.card", "card" },
	{ "goodlogin.inv", "inv" }, { "goodlogin.all", "checking savings card inv cd" },
	{ "sit", "cd inv" },
};

/* every: days between, counted from day 0; or of_month. */
struct rule {
	const char *account, *description, *category, *type;
	long cents;
	int every, of_month;
};

static const struct rule rules[] = {
	{ "checking", "BAYVIEW CARE CENTER PAYROLL", "Payroll", "CREDIT", 122332, 14, 0 },
	{ "checking", "Rent", "Rent", "DEBIT", 95000, 0, 1 },
	{ "checking", "Northgate Market", "Groceries", "DEBIT", 8243, 7, 0 },
	{ "checking", "City Power and Water", "Utilities", "DEBIT", 11427, 0, 12 },
	{ "checking", "Transfer to savings", "Transfer", "DEBIT", 10000, 0, 20 },
	{ "checking", "County child support", "Child support", "CREDIT", 25000, 0, 5 },
	{ "savings", "Transfer from checking", "Transfer", "CREDIT", 10000, 0, 20 },
	{ "savings", "Interest", "Interest", "CREDIT", 412, 0, 28 },
	{ "card", "Tidewater Fuel", "Fuel", "DEBIT", 4175, 10, 0 },
	{ "card", "Card payment", "Payment", "CREDIT", 12000, 0, 25 },
};

static bool applies(const struct rule *rule, const struct account *account, long day)
{
	int year, month, of_month;

	if (strcmp(rule->account, account->key) != 0)
		return false;
	if (rule->every > 0)
		return day % rule->every == 1;
	day_split(day, &year, &month, &of_month);
	return of_month == rule->of_month;
}

static long signed_cents(const struct rule *rule)
{
	return strcmp(rule->type, "CREDIT") == 0 ? rule->cents : -rule->cents;
}

static const char *noon(long day)
{
	return arena_printf("%sT12:00:00.000000Z", day_text(day));
}

static cJSON *transaction(const struct rule *rule, const char *account_id, long day)
{
	cJSON *doc = json_object();

	json_set_text(doc, "id", arena_printf("%08lx%08lx%016lx", seed_of(account_id),
		seed_of(rule->description), day));
	json_set_text(doc, "account_id", account_id);
	json_set_text(doc, "external_id", NULL);
	json_set_text(doc, "amount", money(rule->cents));
	json_set_text(doc, "currency_code", "USD");
	json_set_text(doc, "check_number", NULL);
	json_push(json_set(doc, "categories", json_list()), cJSON_CreateString(rule->category));
	json_set_text(doc, "description", rule->description);
	json_set_text(doc, "memo", NULL);
	json_set_text(doc, "status", "POSTED");
	json_set_text(doc, "type", rule->type);
	json_set_text(doc, "posted_at", noon(day));
	json_set_text(doc, "transacted_at", noon(day));
	json_set_text(doc, "created_at", noon(day));
	json_set_text(doc, "updated_at", noon(day));
	return doc;
}

/* Walks from today backwards; adds the transactions of `days` and returns the average end-of-day
 * balance. */
static long walk_back(const struct account *account, const char *id, long today, int days,
	cJSON *list)
{
	long balance = account->balance, sum = 0;

	for (long day = today; day > today - days; day--) {
		sum += balance;
		for (size_t i = 0; i < countof(rules); i++) {
			if (!applies(&rules[i], account, day))
				continue;
			balance -= signed_cents(&rules[i]);
			if (list != NULL)
				json_push(list, transaction(&rules[i], id, day));
		}
	}
	return days > 0 ? sum / days : balance;
}

static cJSON *summary(const struct account *account, const char *id, long today)
{
	static const int spans[] = { 30, 60, 90 };
	cJSON *doc = json_object();

	json_set_text(doc, "balance", money(account->balance));
	for (size_t i = 0; i < countof(spans); i++)
		json_set_text(doc, arena_printf("avg_%d", spans[i]),
			money(walk_back(account, id, today, spans[i], NULL)));
	return doc;
}

static cJSON *balances(const struct account *account)
{
	cJSON *doc = json_object();

	json_set_text(doc, "currency_code", "USD");
	json_set_text(doc, "balance", money(account->balance));
	json_set_text(doc, "available_balance", money(account->limit + account->balance));
	json_set_text(doc, "credit_limit", account->limit > 0 ? money(account->limit) : NULL);
	return doc;
}

static cJSON *account_document(const struct connection *conn, const struct account *account,
	long today, int days)
{
	cJSON *doc = json_object();
	const char *id = arena_printf("%08lx%024lx", seed_of(conn->id), seed_of(account->key));

	json_set_text(doc, "id", id);
	json_set_text(doc, "created_at", when_z(conn->created_at));
	json_set_text(doc, "updated_at", when_z(conn->last_read_at));
	json_set_text(doc, "type", account->type);
	json_set_text(doc, "subtype", account->subtype);
	json_set_text(doc, "mask", arena_printf("%04lu", seed_of(id) % 10000));
	json_set_text(doc, "nickname", account->nickname);
	json_set_text(doc, "routing_number", "121000358");
	json_set_int(doc, "days_available", days);
	json_set(doc, "balances", balances(account));
	json_push(json_set(doc, "owners", json_list()), person_owner(conn));
	json_set_int(doc, "nsf", 0);
	json_set(doc, "summary", summary(account, id, today));
	walk_back(account, id, today, days, json_set(doc, "transactions", json_list()));
	return doc;
}

static bool is_shown(const char *login, const char *key)
{
	const char *keys = "checking savings";

	for (size_t i = 0; i < countof(shown); i++)
		if (strcmp(shown[i][0], login) == 0)
			keys = shown[i][1];
	return strstr(keys, key) != NULL;
}

cJSON *account_documents(const struct connection *conn, long today, int days)
{
	cJSON *list = json_list();

	for (size_t i = 0; i < countof(accounts); i++)
		if (is_shown(conn->login, accounts[i].key))
			json_push(list, account_document(conn, &accounts[i], today, days));
	return list;
}
