/* campaigns.h: the renewals of many people (product.md §6): described by a person, then carried on
 * by jobs. All that they are is in the tables campaigns and campaign_items. */
#ifndef CAMPAIGNS_H
#define CAMPAIGNS_H

#include "jobs/worker.h"
#include "web/router.h"

/* POST /renewals: a campaign as the form describes it, and the job that counts who is in it. */
enum status campaigns_create(struct request *r);
/* GET of a file for spreadsheets: the query's columns are `name` and `body`. */
enum status file_show(struct request *r);

/* Job renewals/feed {campaign_id}: lets a running campaign go on, and comes back by itself every
 * two seconds until it runs no more. */
enum status campaign_feed(const struct job_kind *kind, cJSON *in);

#endif
