/* private.h: what gateway.c and words.c share. */
#ifndef GATEWAY_PRIVATE_H
#define GATEWAY_PRIVATE_H

#include "base/json.h"

/* {id, state, cause} of what the gateway says of a text; NULL where it names no id. */
cJSON *gateway_words_fate(const cJSON *theirs);
/* {cause} of a refusal; "refused" for a code that is none of ours. */
cJSON *gateway_words_refusal(const cJSON *theirs);

#endif
