/* home.c: which page a person starts at. */
#include "app/home.h"

#include "web/page.h"

enum status home_show(struct request *r)
{
	return json_true(r->in, "user.is_front_desk") ? redirect(r, "/desk") : page(r);
}
