/*
 * Between nfc-pcsc and libpcsclite, for faults that a virtual reader cannot show (LD_PRELOAD):
 * - "reject" in the control folder, a PC/SC code in hexadecimal: an empty answer becomes that error, as real readers give it;
 * - "unplugged" in the control folder: every reader is gone.
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <winscard.h>

#define POLL_MS 50

static const char *control(const char *name) {
  static __thread char path[512];
  const char *folder = getenv("PCSC_SHIM_FOLDER");
  snprintf(path, sizeof path, "%s/%s", folder ? folder : "/nonexistent", name);
  return path;
}

/* The library is loaded by an addon, out of reach of RTLD_NEXT. */
static void *real_function(const char *name) {
  static void *library;
  if (library == NULL) library = dlopen("libpcsclite.so.1", RTLD_LAZY);
  void *found = library == NULL ? NULL : dlsym(library, name);
  if (found == NULL) abort();
  return found;
}

static int is_unplugged(void) { return access(control("unplugged"), F_OK) == 0; }

static LONG rejection(void) {
  unsigned long code = 0;
  FILE *file = fopen(control("reject"), "r");
  if (file == NULL) return SCARD_S_SUCCESS;
  if (fscanf(file, "%lx", &code) != 1) code = 0;
  fclose(file);
  return (LONG)code;
}

LONG SCardTransmit(SCARDHANDLE card, const SCARD_IO_REQUEST *send_pci, LPCBYTE send, DWORD send_length,
                   SCARD_IO_REQUEST *recv_pci, LPBYTE recv, LPDWORD recv_length) {
  static LONG (*real)(SCARDHANDLE, const SCARD_IO_REQUEST *, LPCBYTE, DWORD, SCARD_IO_REQUEST *, LPBYTE, LPDWORD);
  if (real == NULL) real = real_function("SCardTransmit");
  LONG result = real(card, send_pci, send, send_length, recv_pci, recv, recv_length);
  if (is_unplugged()) return SCARD_E_READER_UNAVAILABLE;
  return result == SCARD_S_SUCCESS && *recv_length == 0 ? rejection() : result;
}

LONG SCardListReaders(SCARDCONTEXT context, LPCSTR groups, LPSTR readers, LPDWORD length) {
  static LONG (*real)(SCARDCONTEXT, LPCSTR, LPSTR, LPDWORD);
  if (real == NULL) real = real_function("SCardListReaders");
  return is_unplugged() ? SCARD_E_NO_READERS_AVAILABLE : real(context, groups, readers, length);
}

/* Waiting for readers to come and go: in short pieces, so that "unplugged" is seen. */
LONG SCardGetStatusChange(SCARDCONTEXT context, DWORD timeout, SCARD_READERSTATE *states, DWORD count) {
  static LONG (*real)(SCARDCONTEXT, DWORD, SCARD_READERSTATE *, DWORD);
  if (real == NULL) real = real_function("SCardGetStatusChange");
  if (timeout != INFINITE || count != 1 || strcmp(states->szReader, "\\\\?PnP?\\Notification") != 0)
    return real(context, timeout, states, count);
  int was_unplugged = is_unplugged();
  for (;;) {
    LONG result = real(context, POLL_MS, states, count);
    if (result != (LONG)SCARD_E_TIMEOUT) return result;
    if (is_unplugged() == was_unplugged) continue;
    states->dwEventState |= SCARD_STATE_CHANGED;
    return SCARD_S_SUCCESS;
  }
}
