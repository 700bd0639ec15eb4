/* http_socket.c: finds the socket of a connection that CivetWeb hides, and looks how much waits
 * there.
 *
 * The library reads a body in one blocking call without a deadline. Whoever wants one must never
 * ask for more than has come, and that only the socket knows. A connection is found by its two
 * ends, which no other open one shares; descriptors are dense, so the search is short. */
#include "web/http_socket.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#define DESCRIPTORS_MAX 8192

typedef int (*name_of)(int, struct sockaddr *, socklen_t *);

/* One end of the socket; false when it is none, or not of IPv4, the only family the library speaks.
 * */
static bool end_of(int socket, name_of ask, struct sockaddr_in *end)
{
	socklen_t len = sizeof *end;

	return ask(socket, (struct sockaddr *)end, &len) == 0 && end->sin_family == AF_INET;
}

int socket_find(const char *peer, int peer_port, int local_port)
{
	struct sockaddr_in there, here;
	struct in_addr wanted;
	int socket;

	if (inet_pton(AF_INET, peer, &wanted) != 1)
		return -1;
	for (socket = 3; socket < DESCRIPTORS_MAX; socket++) {
		if (!end_of(socket, getpeername, &there) || ntohs(there.sin_port) != peer_port)
			continue;
		if (there.sin_addr.s_addr == wanted.s_addr && end_of(socket, getsockname, &here)
		    && ntohs(here.sin_port) == local_port)
			return socket;
	}
	return -1;
}

size_t socket_waiting(int socket)
{
	int waiting = 0;

	return ioctl(socket, FIONREAD, &waiting) == 0 && waiting > 0 ? (size_t)waiting : 0;
}
