/* http_socket.h: what CivetWeb does not tell about a connection: its socket, and what waits there.
 * */
#ifndef HTTP_SOCKET_H
#define HTTP_SOCKET_H

#include "base/base.h"

/* The open socket from peer:peer_port to our local_port; -1 when it is not found. */
int socket_find(const char *peer, int peer_port, int local_port);

/* Bytes that can be read from it without waiting. */
size_t socket_waiting(int socket);

#endif
