/* employers.c: the invented employers and banks, and the sandbox's logins with the jobs they
 * show. Tables only; the figures are explained in data.h. */
#include "data.h"

#include <string.h>
#include <strings.h>

#define STARTED 2023

const struct employer employers[] = {
	{ "bayview-care-center", "Bayview Care Center", "bayviewcare.test", "truv",
		"Truv Payroll Provider", "4155550110", "90-1000110", "120 Harbor Road", "San Rafael", "CA",
		"94901",
		{ "PR associate", "F", "BW", true, 1880, 80, 6, 0, STARTED } },
	{ "northgate-market", "Northgate Market", "northgatemarket.test", "paywell", "Paywell",
		"4155550111", "90-1000111", "8 Northgate Drive", "Novato", "CA", "94945",
		{ "Cashier", "P", "W", true, 1640, 30, 0, 0, STARTED } },
	{ "tidewater-cannery", "Tidewater Cannery", "tidewatercannery.test", "shiftpay", "Shiftpay",
		"8315550112", "90-1000112", "41 Cannery Street", "Monterey", "CA", "93940",
		{ "Line worker", "S", "W", true, 2100, 40, 8, 0, STARTED } },
	{ "harborline-deliveries", "Harborline Deliveries", "harborline.test", "paywell", "Paywell",
		"5105550113", "90-1000113", "700 Dock Avenue", "Oakland", "CA", "94607",
		{ "Driver", "F", "SM", false, 165000, 0, 0, 0, STARTED } },
	{ "cedar-ridge-schools", "Cedar Ridge School District", "cedarridge.test", "edupay", "Edupay",
		"9165550114", "90-1000114", "15 Ridge Lane", "Folsom", "CA", "95630",
		{ "Teaching assistant", "F", "M", false, 390000, 0, 0, 0, STARTED } },
	{ "lantern-street-cafe", "Lantern Street Cafe", "lanternstreet.test", "shiftpay", "Shiftpay",
		"4085550115", "90-1000115", "3 Lantern Street", "San Jose", "CA", "95112",
		{ "Server", "P", "BW", true, 1550, 52, 0, 9400, STARTED } },
	{ "alder-finch-cleaning", "Alder & Finch Cleaning", "alderfinch.test", "paywell", "Paywell",
		"7075550116", "90-1000116", "22 Finch Court", "Napa", "CA", "94558",
		{ "Cleaner", "P", "BW", true, 1720, 60, 0, 0, STARTED } },
	{ "pinecrest-transit", "Pinecrest Transit", "pinecresttransit.test", "edupay", "Edupay",
		"5595550117", "90-1000117", "9 Depot Way", "Fresno", "CA", "93721",
		{ "Dispatcher", "F", "BW", false, 225000, 0, 0, 0, STARTED } },
};
const size_t employer_count = countof(employers);

const struct bank banks[] = {
	{ "harbor-credit-union", "Harbor Credit Union", "truv_bank" },
	{ "first-meridian-bank", "First Meridian Bank", "truv_bank_oauth" },
	{ "pelican-savings", "Pelican Savings", "pelican" },
};
const size_t bank_count = countof(banks);

/* A payroll login and the job it shows; without a title: the employer's own. second: where the
 * person has another job, too. next: what every refresh ends in; raise: by how many percent pay has
 * risen when it is read again. */
struct payroll_login {
	const char *login;
	struct job job;
	const char *second, *next;
	int raise;
};

static const struct payroll_login logins[] = {
	{ "goodlogin", { 0 }, NULL },
	{ "fulltime", { "Salesperson", "F", "BW", false, 200000, 0, 0, 0, STARTED }, NULL },
	{ "hourly.part-time", { "Clerk", "P", "BW", true, 1450, 44, 0, 0, STARTED }, NULL },
	{ "multiple.employments", { 0 }, "lantern-street-cafe" },
	{ "goodlogin.w", { "Assistant", "F", "W", true, 2000, 40, 0, 0, STARTED }, NULL },
	{ "goodlogin.bw", { "Assistant", "F", "BW", true, 2000, 80, 0, 0, STARTED }, NULL },
	{ "goodlogin.sm", { "Assistant", "F", "SM", false, 175000, 0, 0, 0, STARTED }, NULL },
	{ "goodlogin.m", { "Assistant", "F", "M", false, 350000, 0, 0, 0, STARTED }, NULL },
	{ "goodlogin.tn1", { "Trainee", "F", "BW", true, 1800, 80, 0, 0, 7 }, NULL },
	{ "goodlogin.tn2", { "Trainee", "F", "BW", true, 1800, 80, 0, 0, 3 }, NULL },
	{ "someone.else", { 0 }, NULL },
	{ "spouse", { 0 }, NULL },
	{ "goodlogin.pdf", { 0 }, NULL },
	{ "odd.values", { 0 }, NULL },
	{ "many.checks", { 0 }, NULL },
	{ "shrinks", { 0 }, NULL },
	{ "refresh.raise", { 0 }, NULL, .raise = 20 },
	{ "refresh.login_error", { 0 }, NULL, "login_error" },
	{ "refresh.mfa_error", { 0 }, NULL, "mfa_error" },
	{ "refresh.unavailable", { 0 }, NULL, "unavailable" },
	{ "refresh.no_data", { 0 }, NULL, "no_data" },
};

static const char *const bank_logins[] = {
	"goodlogin", "goodlogin.checking", "goodlogin.checking.savings", "goodlogin.card",
	"goodlogin.inv", "goodlogin.all", "sit", "someone.else",
	"spouse", "goodlogin.pdf", "many.entries",
};

const struct employer *employer_find(const char *name)
{
	for (size_t i = 0; i < employer_count; i++)
		if (strcmp(employers[i].slug, name) == 0 || strcasecmp(employers[i].name, name) == 0
			|| strcmp(employers[i].domain, name) == 0)
			return &employers[i];
	return NULL;
}

const struct bank *bank_find(const char *name)
{
	for (size_t i = 0; i < bank_count; i++)
		if (strcmp(banks[i].slug, name) == 0 || strcasecmp(banks[i].name, name) == 0)
			return &banks[i];
	return NULL;
}

static const struct payroll_login *login_find(const char *login)
{
	for (size_t i = 0; i < countof(logins); i++)
		if (strcmp(logins[i].login, login) == 0)
			return &logins[i];
	return NULL;
}

bool login_known(const char *login, bool is_bank)
{
	for (size_t i = 0; i < countof(bank_logins) && is_bank; i++)
		if (strcmp(bank_logins[i], login) == 0)
			return true;
	return !is_bank && login_find(login) != NULL;
}

const char *login_next(const char *login)
{
	const struct payroll_login *found = login_find(login);

	return found != NULL ? found->next : NULL;
}

int login_jobs(const char *login, const struct employer *employer, bool is_again,
	struct job jobs[2])
{
	const struct payroll_login *found = login_find(login);

	jobs[0] = found != NULL && found->job.title != NULL ? found->job : employer->job;
	if (found != NULL && is_again)
		jobs[0].rate += jobs[0].rate * found->raise / 100;
	if (found == NULL || found->second == NULL)
		return 1;
	jobs[1] = employer_find(found->second)->job;
	return 2;
}
