/* data.h: the invented world: employers, banks, people and their figures.
 *
 * Everything is computed from tables and the day it is; nothing is random. What `goodlogin`
 * shows at each employer, gross per check, before the overtime checks (every fourth period, one
 * and a half times the rate):
 *
 *	slug                    frequency      gross        overtime check
 *	bayview-care-center     biweekly       1,504.00     + 6 h × 28.20 = 1,673.20
 *	northgate-market        weekly           492.00
 *	tidewater-cannery       weekly           840.00     + 8 h × 31.50 = 1,092.00
 *	harborline-deliveries   semimonthly    1,650.00     salary
 *	cedar-ridge-schools     monthly        3,900.00     salary
 *	lantern-street-cafe     biweekly         806.00     + 94.00 tips in every check = 900.00
 *	alder-finch-cleaning    biweekly       1,032.00
 *	pinecrest-transit       biweekly       2,250.00     salary
 *
 * Other logins change the job, not the employer: see logins[] in employers.c. Paid on Fridays
 * (weekly; every other one for biweekly), on the 15th and last day (semimonthly), on the last
 * day (monthly). Each check has 6.2 % social security, 1.45 % Medicare, 8 % federal and 3 %
 * state tax taken off, rounded to the cent; the year to date is their sum. */
#ifndef DATA_H
#define DATA_H

#include "store.h"

struct job {
	const char *title, *type, *frequency;   /* "F", "BW" */
	bool is_hourly;
	long rate;                              /* cents: of an hour, or of a check */
	long hours, overtime_hours, tips;       /* of a check: hours, hours, cents */
	int since;                              /* a year, its 1st of January; below 100: months ago */
};

struct employer {
	const char *slug, *name, *domain, *provider, *provider_name, *phone, *ein;
	const char *street, *city, *state, *zip;
	struct job job;
};

struct bank {
	const char *slug, *name, *provider;
};

extern const struct employer employers[];
extern const size_t employer_count;
extern const struct bank banks[];
extern const size_t bank_count;

/* By slug, name or domain; NULL when there is none. */
const struct employer *employer_find(const char *name);
const struct bank *bank_find(const char *name);
/* True for the sandbox's users; is_bank: those of banks. */
bool login_known(const char *login, bool is_bank);
/* The jobs this login shows at this employer, at first or when it is read again; returns how many
 * (1 or 2). */
int login_jobs(const char *login, const struct employer *employer, bool is_again,
	struct job jobs[2]);
/* What a refresh of this login ends in; NULL: done. */
const char *login_next(const char *login);

/* The amounts of a check; cents. */
enum amount { REGULAR, OVERTIME, TIPS, GROSS, SOCIAL, MEDICARE, FEDERAL, STATE, NET, AMOUNTS };

struct check {
	long number, pay_day, start, end;
	bool has_overtime;
	long now[AMOUNTS], ytd[AMOUNTS];
};

/* Every check from the 1st of January of the year before `today` (or the job's start) to
 * `today`, oldest first. */
size_t payroll_checks(const struct job *job, long today, struct check **checks);
long job_start(const struct job *job, long today);
int checks_per_year(const struct job *job);

/* "1504.00", in the arena. */
const char *money(long cents);

/* A number that belongs to the text, for choosing among invented details. */
unsigned long seed_of(const char *text);
/* The person a connection's data is about, as `profile` and as the owner of an account. */
cJSON *person_profile(const struct connection *connection);
cJSON *person_owner(const struct connection *connection);

/* employments[] of a connection as of `today`, with `days` of statements; is_voe: without
 * income. */
cJSON *employment_documents(const struct connection *connection, long today, int days, bool is_voe);
/* accounts[] of a bank connection with `days` of transactions. */
cJSON *account_documents(const struct connection *connection, long today, int days);
/* {id, name, logo_url} of where the connection leads. */
cJSON *provider_document(const struct connection *connection);

#endif
