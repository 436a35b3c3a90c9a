#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
/* The command `keyfold`. It knows nothing of keys: it sends its arguments to the vault process of the running
 * application, and does what it is told: print, end, or become a program that has these variables.
 *
 * It needs no library but the system's own. What differs between the systems stands in system-posix.h and
 * system-windows.h. */
#include "protocol.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* -- What it says itself, since the vault can't. */

struct words {
  const char *en, *zh;
};

static const struct words not_running = {
    "Keyfold is not running. Start it, then try again. If it runs, its Settings say why it can’t be asked.",
    "Keyfold 未运行。请启动后重试。如已在运行，其“设置”会说明为何无法请求。",
};
static const struct words locked = {
    "Keyfold was locked or ended before it had answered. Try again.",
    "Keyfold 在答复之前已锁定或结束。请重试。",
};
static const struct words not_understood = {
    "Keyfold’s answer can’t be understood. The command and the application may be of different versions.",
    "无法理解 Keyfold 的答复。命令与应用程序的版本可能不同。",
};
static const struct words not_ours = {
    "This belongs to another user or is open to others, so it is not used: ",
    "以下位置属于其他用户或对他人开放，因此不使用：",
};
static const struct words no_folder = {"There is no such folder: ", "没有此文件夹："};
static const struct words no_application = {
    "There is no application beside this command. From the sources, start it with npm start.",
    "此命令旁边没有应用程序。若使用源代码，请用 npm start 启动。",
};

/* Returns the language of the texts, as the environment names it. It is short, or empty. */
static const char *locale(void);
/* Writes all of it to standard output (1) or standard error (2). Returns -1, and errno, if that fails. */
static int write_all(int stream, const void *bytes, size_t length);

static void write_text(const char *text) { (void)write_all(2, text, strlen(text)); }

/* Says why it ends, and returns the exit code. */
static int end_with(int code, const struct words *words, const char *detail) {
  write_text("keyfold: ");
  write_text(strncmp(locale(), "zh", 2) == 0 ? words->zh : words->en);
  write_text(detail);
  write_text("\n");
  return code;
}

/* Writes over what may be secret. The compiler may not leave it out. */
static void wipe(void *bytes, size_t length) {
  volatile unsigned char *at = bytes;
  while (length-- > 0) *at++ = 0;
}

static void *room_for(size_t size) {
  void *room = calloc(1, size == 0 ? 1 : size);
  if (room == NULL) {
    write_text("keyfold: out of memory\n");
    exit(KF_END_PROTOCOL);
  }
  return room;
}

/* The 64 bits of FNV-1a; the name has the first 48 of them. */
static void name_of(const char *path, char name[KF_NAME_DIGITS + 1]) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (const unsigned char *at = (const unsigned char *)path; *at != 0; at++) hash = (hash ^ *at) * 0x100000001b3u;
  char digits[17];
  snprintf(digits, sizeof digits, "%016llx", (unsigned long long)hash);
  memcpy(name, digits, KF_NAME_DIGITS);
  name[KF_NAME_DIGITS] = 0;
}

/* Returns whether a text begins with a name's digits, and only a line's end follows. */
static int is_name(const char *text) {
  size_t digits = strspn(text, "0123456789abcdef");
  return digits == KF_NAME_DIGITS && text[digits + strspn(text + digits, "\r\n")] == 0;
}

/* -- The system: what the rest needs of it. */

struct ask {
  char **words;  /* the arguments, then NULL */
  int offset;    /* how many of the process's own arguments come before them */
  int sent;      /* how many of them were sent */
  int index;     /* which of them is the program; -1: not asked yet */
  char *program; /* the path of it, if it was found; else NULL */
};

/* Connects to the vault process of this vault folder; NULL: the one of the standard folder. Returns 0, or the exit code
 * after it has said why. */
static int reach(const char *vault);
/* Sends all. Returns -1 if the vault process has ended. */
static int send_all(const void *bytes, size_t length);
/* Receives so many bytes. Returns -1 if the vault process has ended before. */
static int receive(void *bytes, size_t length);
/* Looks a program up as the system's own functions do. Returns KF_FOUND_..., and its path, which the caller frees. */
static int look_up(const char *name, char **path);
/* Writes the working folder; empty if it is not known or longer. Returns its length. */
static size_t working_folder(char *folder, size_t room);
static int terminals(void);
/* Becomes the program that was found, with the variables of a KF_RUN, which were checked. Returns only if it can't, or
 * where the system has no such thing: the exit code. */
static int become(const struct ask *ask, char *variables, size_t length);
/* Becomes the application that lies beside this program. */
static int start_application(void);
/* Whether descriptor 3 is a connection; and printing who is at its other end. */
static int has_peer(void);
static int print_peers(void);

#ifdef KEYFOLD_FUZZ
#include "system-fuzz.h"
#elif defined(_WIN32)
#include "system-windows.h"
#else
#include "system-posix.h"
#endif

/* -- The protocol. */

static int send_frame(int kind, const void *bytes, size_t length) {
  unsigned char *frame = room_for(length + 5);
  uint32_t size = (uint32_t)length + 1;
  for (int at = 0; at < 4; at++) frame[at] = (unsigned char)(size >> (24 - 8 * at));
  frame[4] = (unsigned char)kind;
  if (length > 0) memcpy(frame + 5, bytes, length);
  int done = send_all(frame, length + 5);
  free(frame);
  return done;
}

static int send_ask(struct ask *ask) {
  static char content[KF_FRAME_MAX - 1];
  size_t used = 3;
  content[0] = KF_VERSION;
  content[1] = (char)terminals();
  const char *language = locale();
  memcpy(content + used, language, strlen(language) + 1);
  used += strlen(language) + 1;
  used += working_folder(content + used, sizeof content - KF_ARGUMENTS_MAX - used) + 1;
  size_t limit = used + KF_ARGUMENTS_MAX;
  for (ask->sent = 0; ask->words[ask->sent] != NULL; ask->sent++) {
    size_t length = strlen(ask->words[ask->sent]) + 1;
    if (length > limit - used || ask->sent > UINT16_MAX) break;
    memcpy(content + used, ask->words[ask->sent], length);
    used += length;
  }
  content[2] = ask->words[ask->sent] == NULL ? KF_WHOLE : KF_CUT;
  return send_frame(KF_ASK, content, used);
}

/* What doing a frame leads to, besides an exit code. */
#define GO_ON (-1)
#define LOST (-2)
#define UNCLEAR (-3)

/* Answers a KF_LOOK, which comes once. */
static int answer_look(struct ask *ask, const unsigned char *content, size_t length) {
  if (length != 2 || ask->index >= 0) return UNCLEAR;
  int index = content[0] << 8 | content[1];
  if (index >= ask->sent) return UNCLEAR;
  ask->index = index;
  char *path = NULL;
  int found = look_up(ask->words[index], &path);
  size_t size = path == NULL ? 0 : strlen(path);
  if (size > KF_FRAME_MAX - 2) size = 0;
  char *answer = room_for(size + 1);
  answer[0] = (char)found;
  if (size > 0) memcpy(answer + 1, path, size);
  int sent = send_frame(KF_FOUND, answer, size + 1);
  free(answer);
  if (found == KF_FOUND_PROGRAM) ask->program = path;
  else free(path);
  return sent < 0 ? LOST : GO_ON;
}

/* Returns whether the variables of a KF_RUN are as they must be: each has a name, and a NUL at its end. */
static int are_variables(const char *content, size_t length) {
  if (length > 0 && content[length - 1] != 0) return 0;
  for (size_t at = 0; at < length; at += strlen(content + at) + 1)
    if (content[at] == 0 || content[at] == '=') return 0;
  return 1;
}

static int put_out(const unsigned char *content, size_t length) {
  if (write_all(1, content, length) == 0) return GO_ON;
  write_text("keyfold: ");
  write_text(strerror(errno));
  write_text("\n");
  return KF_END_OUTPUT;
}

/* Does what one frame says. */
static int obey(struct ask *ask, int kind, unsigned char *content, size_t length) {
  switch (kind) {
    case KF_NOTE:
    case KF_FAIL:
      /* Where standard error takes nothing, there is nobody to tell. */
      (void)write_all(2, content, length);
      return GO_ON;
    case KF_OUT: return put_out(content, length);
    case KF_LOOK: return answer_look(ask, content, length);
    case KF_RUN:
      if (ask->program == NULL || !are_variables((char *)content, length)) return UNCLEAR;
      return become(ask, (char *)content, length);
    case KF_EXIT: return length == 1 ? content[0] : UNCLEAR;
    default: return UNCLEAR;
  }
}

/* Receives one frame and does what it says. */
static int next_frame(struct ask *ask) {
  unsigned char head[4];
  if (receive(head, sizeof head) < 0) return LOST;
  uint32_t length = (uint32_t)head[0] << 24 | (uint32_t)head[1] << 16 | (uint32_t)head[2] << 8 | head[3];
  if (length < 1 || length > KF_FRAME_MAX) return UNCLEAR;
  /* Exactly as large as the frame, so that a sanitizer sees each byte that is read beyond it. */
  unsigned char *frame = room_for(length);
  int result = receive(frame, length) < 0 ? LOST : obey(ask, frame[0], frame + 1, length - 1);
  wipe(frame, length);
  free(frame);
  return result;
}

/* Asks, and obeys until the end. Returns the exit code. */
static int converse(struct ask *ask) {
  /* A vault that ended the connection before it had read all may have said why, so its words are read. */
  (void)send_ask(ask);
  int result;
  do result = next_frame(ask);
  while (result == GO_ON);
  free(ask->program);
  if (result == LOST) return end_with(KF_END_LOCKED, &locked, "");
  if (result == UNCLEAR) return end_with(KF_END_PROTOCOL, &not_understood, "");
  return result;
}

#ifndef KEYFOLD_FUZZ
/* Takes --vault out of the arguments, which begin after the program's own name. Returns the vault's folder; NULL: the
 * standard one. Nothing else of the arguments is read here. */
static const char *vault_of(struct ask *ask) {
  static const char option[] = "--vault";
  char *first = ask->words[0];
  const char *vault = NULL;
  if (strcmp(first, option) == 0 && ask->words[1] != NULL) {
    vault = ask->words[1];
    ask->words += 2;
    ask->offset += 2;
  } else if (strncmp(first, option, strlen(option)) == 0 && first[strlen(option)] == '=') {
    vault = first + strlen(option) + 1;
    ask->words += 1;
    ask->offset += 1;
  } else {
    vault = getenv("KEYFOLD_VAULT");
  }
  return vault != NULL && *vault == 0 ? NULL : vault;
}

static int run(int count, char **arguments) {
  if (count < 2) return start_application();
  if (count == 2 && strcmp(arguments[1], "--peer") == 0 && has_peer()) return print_peers();
  struct ask ask = {.words = arguments + 1, .offset = 1, .index = -1};
  int code = reach(vault_of(&ask));
  return code != 0 ? code : converse(&ask);
}
#endif

#ifdef KEYFOLD_FUZZ
#elif defined(_WIN32)
int wmain(int count, wchar_t **arguments) { return run(count, narrowed(count, arguments)); }
#else
int main(int count, char **arguments) { return run(count, arguments); }
#endif
