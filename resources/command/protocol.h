/* What the command `keyfold` and the vault process say to each other. vault/command/ has the same numbers in TypeScript,
 * and a test compares them.
 *
 * A frame is its length (32 bits, big-endian, 1 to KF_FRAME_MAX), then so many bytes: its kind, and what it carries.
 * A frame of another length or of an unknown kind ends the connection. */
#ifndef KEYFOLD_PROTOCOL_H
#define KEYFOLD_PROTOCOL_H

#define KF_VERSION 1
#define KF_FRAME_MAX 65536
/* How many bytes of arguments are sent, each with the NUL at its end. Whole arguments are left out at the end. */
#define KF_ARGUMENTS_MAX 61440

/* From the command. */
#define KF_ASK 1   /* version, terminals, cut; then each with a NUL: locale, folder, arguments */
#define KF_FOUND 2 /* answer to KF_LOOK: what was found, then the path */

/* From the vault. */
#define KF_NOTE 1 /* text for standard error */
#define KF_OUT 2  /* bytes for standard output */
#define KF_FAIL 3 /* text for standard error */
#define KF_LOOK 4 /* 16 bits, big-endian: which argument is the program that would be run */
#define KF_RUN 5  /* each with a NUL: NAME (to be removed) or NAME=VALUE (to be set); then run the program */
#define KF_EXIT 6 /* one byte: the exit code */

/* Which of the three standard streams are terminals. */
#define KF_TERMINAL_IN 1
#define KF_TERMINAL_OUT 2
#define KF_TERMINAL_ERR 4

/* Whether arguments were left out. */
#define KF_WHOLE 0
#define KF_CUT 1

#define KF_FOUND_PROGRAM 0
#define KF_FOUND_NOTHING 1
#define KF_FOUND_NOT_EXECUTABLE 2

/* Exit codes. What a program ends with stands for itself. */
#define KF_END_USAGE 64
#define KF_END_NOT_RUNNING 69
#define KF_END_PROTOCOL 70
#define KF_END_OUTPUT 74
#define KF_END_LOCKED 75
#define KF_END_REFUSED 77
#define KF_END_NOT_EXECUTABLE 126
#define KF_END_NOT_FOUND 127

/* A socket's name: the first 48 bits of FNV-1a (64 bits) of the vault folder's real path, in hexadecimal digits. */
#define KF_NAME_DIGITS 12
/* How long a socket that refuses is tried again: a lock replaces the process that listens. In milliseconds. */
#define KF_RETRY_MS 2000
/* How many processes `--peer` lists at most. */
#define KF_PEERS_MAX 16

#endif
