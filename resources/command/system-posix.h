/* The command on Linux and macOS. */
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#ifdef __APPLE__
#include <libproc.h>
#include <mach-o/dyld.h>
#include <sys/ucred.h>
#define USER_DATA "/Library/Application Support/Keyfold"
#define APPLICATION "/../../MacOS/Electron"
#define MSG_NOSIGNAL 0
#else
#define USER_DATA "/.config/Keyfold"
#define APPLICATION "/../keyfold-app"
#endif

extern char **environ;

static const struct words in_flatpak = {
    "Keyfold can’t be reached from inside a Flatpak. Run this outside of it.",
    "在 Flatpak 内无法访问 Keyfold。请在其外部运行此命令。",
};

/* The connection to the vault process. */
static int vault = -1;

static const char *locale(void) {
  static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
  for (size_t at = 0; at < sizeof names / sizeof *names; at++) {
    const char *value = getenv(names[at]);
    if (value != NULL && *value != 0) return strlen(value) > 64 ? "" : value;
  }
  return "";
}

static int write_all(int stream, const void *bytes, size_t length) {
  const char *at = bytes;
  while (length > 0) {
    ssize_t done = write(stream, at, length);
    if (done > 0) {
      at += done;
      length -= (size_t)done;
    } else if (done < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
      /* Who started us may have made it non-blocking. */
      struct pollfd ready = {.fd = stream, .events = POLLOUT};
      (void)poll(&ready, 1, -1);
    } else if (done == 0 || errno != EINTR) {
      return -1;
    }
  }
  return 0;
}

static int send_all(const void *bytes, size_t length) {
  const char *at = bytes;
  while (length > 0) {
    /* SIGPIPE stays as it is for the program that we may become, so it is switched off for this call only. */
    ssize_t done = send(vault, at, length, MSG_NOSIGNAL);
    if (done > 0) {
      at += done;
      length -= (size_t)done;
    } else if (done == 0 || errno != EINTR) {
      return -1;
    }
  }
  return 0;
}

static int receive(void *bytes, size_t length) {
  char *at = bytes;
  while (length > 0) {
    ssize_t done = recv(vault, at, length, 0);
    if (done > 0) {
      at += done;
      length -= (size_t)done;
    } else if (done == 0 || errno != EINTR) {
      return -1;
    }
  }
  return 0;
}

static size_t working_folder(char *folder, size_t room) {
  if (getcwd(folder, room) == NULL) folder[0] = 0;
  return strlen(folder);
}

static int terminals(void) {
  return (isatty(0) ? KF_TERMINAL_IN : 0) | (isatty(1) ? KF_TERMINAL_OUT : 0) | (isatty(2) ? KF_TERMINAL_ERR : 0);
}

/* -- The place of the socket. */

enum reached { CONNECTED, ABSENT, REFUSED, NOT_OURS };

/* Returns whether it is a folder that belongs to us alone. A link is none, unless links are followed. */
static enum reached private_folder(const char *path, int follow) {
  struct stat found;
  if ((follow ? stat(path, &found) : lstat(path, &found)) < 0) return ABSENT;
  return S_ISDIR(found.st_mode) && found.st_uid == geteuid() && (found.st_mode & 077) == 0 ? CONNECTED : NOT_OURS;
}

/* Writes the n-th folder where the socket may be: below the runtime folder, beside the vault, below the standard user
 * data. `real` is the vault's folder; NULL: the standard one. Returns CONNECTED if it may be used. */
static enum reached folder_at(int n, const char *real, char *folder, size_t room) {
  const char *home = getenv("HOME"), *runtime = getenv("XDG_RUNTIME_DIR");
  int length = -1;
  if (n == 0 && runtime != NULL && *runtime == '/') {
    if (private_folder(runtime, 1) == CONNECTED) length = snprintf(folder, room, "%s/keyfold", runtime);
  } else if (n == 1 && real != NULL) {
    length = snprintf(folder, room, "%.*s/run", (int)(strrchr(real, '/') - real), real);
  } else if (n == 2) {
#ifndef __APPLE__
    const char *config = getenv("XDG_CONFIG_HOME");
    if (config != NULL && *config == '/') length = snprintf(folder, room, "%s/Keyfold/run", config);
    else
#endif
        if (home != NULL && *home == '/') length = snprintf(folder, room, "%s" USER_DATA "/run", home);
  }
  return length < 0 || (size_t)length >= room ? ABSENT : private_folder(folder, 0);
}

/* Reads the name of the standard vault's socket, which the application has left in the folder. */
static int default_name(const char *folder, char name[KF_NAME_DIGITS + 1]) {
  char path[PATH_MAX], text[32];
  struct stat found;
  if (snprintf(path, sizeof path, "%s/default", folder) >= (int)sizeof path) return -1;
  int file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (file < 0) return -1;
  ssize_t length = -1;
  if (fstat(file, &found) == 0 && S_ISREG(found.st_mode) && found.st_uid == geteuid())
    length = read(file, text, sizeof text - 1);
  close(file);
  if (length < 0) return -1;
  text[length] = 0;
  if (!is_name(text)) return -1;
  memcpy(name, text, KF_NAME_DIGITS);
  name[KF_NAME_DIGITS] = 0;
  return 0;
}

/* Returns whether the process at the other end is of this user, so that a folder that was exchanged meanwhile leads
 * nowhere. */
static int is_of_this_user(int connection) {
#ifdef __APPLE__
  uid_t user;
  gid_t group;
  return getpeereid(connection, &user, &group) == 0 && user == geteuid();
#else
  struct ucred who;
  socklen_t size = sizeof who;
  return getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &who, &size) == 0 && who.uid == geteuid();
#endif
}

/* Returns a new socket that no program inherits and that is none of the three standard streams, or -1. */
static int new_socket(void) {
  int made = socket(AF_UNIX, SOCK_STREAM, 0);
  if (made < 0) return -1;
  int moved = fcntl(made, F_DUPFD_CLOEXEC, 3);
  close(made);
#ifdef __APPLE__
  int yes = 1;
  if (moved >= 0) (void)setsockopt(moved, SOL_SOCKET, SO_NOSIGPIPE, &yes, sizeof yes);
#endif
  return moved;
}

static enum reached connect_in(const char *folder, const char *name) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  int length = snprintf(address.sun_path, sizeof address.sun_path, "%s/%s", folder, name);
  if (length < 0 || (size_t)length >= sizeof address.sun_path) return ABSENT;
  int connection = new_socket();
  if (connection < 0) return ABSENT;
  if (connect(connection, (struct sockaddr *)&address, sizeof address) == 0) {
    if (is_of_this_user(connection)) {
      vault = connection;
      return CONNECTED;
    }
    close(connection);
    return NOT_OURS;
  }
  int why = errno;
  close(connection);
  return why == ECONNREFUSED || why == EAGAIN || why == EINTR ? REFUSED : ABSENT;
}

static long long milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int reach(const char *chosen) {
  char name[KF_NAME_DIGITS + 1], folder[PATH_MAX - 16], foreign[PATH_MAX] = "";
  char *real = chosen == NULL ? NULL : realpath(chosen, NULL);
  if (chosen != NULL && real == NULL) return end_with(KF_END_USAGE, &no_folder, chosen);
  if (real != NULL) name_of(real, name);
  /* Once it was refused, the socket may be gone for a moment too: the new process puts its own in that place. */
  int refused = 0;
  for (long long until = milliseconds() + KF_RETRY_MS;;) {
    for (int n = 0; n < 3 && vault < 0; n++) {
      enum reached result = folder_at(n, real, folder, sizeof folder);
      if (result == CONNECTED)
        result = real == NULL && default_name(folder, name) < 0 ? ABSENT : connect_in(folder, name);
      /* Beside the vault there may be a folder of this name that has nothing to do with Keyfold. */
      if (result == NOT_OURS && n != 1) memcpy(foreign, folder, strlen(folder) + 1);
      if (result == REFUSED) refused = 1;
    }
    if (vault >= 0 || !refused || milliseconds() >= until) break;
    (void)poll(NULL, 0, 20);
  }
  free(real);
  if (vault >= 0) return 0;
  if (*foreign != 0) return end_with(KF_END_NOT_RUNNING, &not_ours, foreign);
  /* There, the folder of the sockets is another one. */
  const char *flatpak = getenv("FLATPAK_ID");
  return end_with(KF_END_NOT_RUNNING, flatpak != NULL && *flatpak != 0 ? &in_flatpak : &not_running, "");
}

/* -- The program that it becomes. */

/* Returns KF_FOUND_... for one file. */
static int is_program(const char *path) {
  struct stat found;
  if (stat(path, &found) < 0) return errno == EACCES ? KF_FOUND_NOT_EXECUTABLE : KF_FOUND_NOTHING;
  if (!S_ISREG(found.st_mode) || access(path, X_OK) < 0) return KF_FOUND_NOT_EXECUTABLE;
  return KF_FOUND_PROGRAM;
}

static int look_up(const char *name, char **path) {
  if (*name == 0) return KF_FOUND_NOTHING;
  if (strchr(name, '/') != NULL) {
    *path = strdup(name);
    return *path == NULL ? KF_FOUND_NOTHING : is_program(name);
  }
  const char *folders = getenv("PATH");
  if (folders == NULL) folders = "/bin:/usr/bin";
  int result = KF_FOUND_NOTHING;
  for (;;) {
    size_t length = strcspn(folders, ":");
    char *file = room_for(length + strlen(name) + 3);
    /* An empty entry is the working folder. */
    memcpy(file, length == 0 ? "." : folders, length == 0 ? 1 : length);
    strcat(strcat(file, "/"), name);
    int found = is_program(file);
    if (found != KF_FOUND_NOTHING && (found == KF_FOUND_PROGRAM || *path == NULL)) {
      free(*path);
      *path = file;
      result = found;
    } else {
      free(file);
    }
    if (result == KF_FOUND_PROGRAM || folders[length] == 0) return result;
    folders += length + 1;
  }
}

/* Removes every variable of this name from the environment. */
static void remove_variable(char **environment, const char *name, size_t length) {
  char **kept = environment;
  for (char **at = environment; *at != NULL; at++)
    if (strncmp(*at, name, length) != 0 || (*at)[length] != '=') *kept++ = *at;
  *kept = NULL;
}

static int cannot_run(const char *path, int why) {
  write_text("keyfold: ");
  write_text(path);
  write_text(": ");
  write_text(strerror(why));
  write_text("\n");
  return why == ENOENT ? KF_END_NOT_FOUND : KF_END_NOT_EXECUTABLE;
}

static int become(const struct ask *ask, char *variables, size_t length) {
  size_t count = 1;
  for (char **at = environ; *at != NULL; at++) count++;
  for (size_t at = 0; at < length; at += strlen(variables + at) + 1) count++;
  char **environment = room_for(count * sizeof *environment);
  for (size_t at = 0; environ[at] != NULL; at++) environment[at] = environ[at];
  for (size_t at = 0; at < length; at += strlen(variables + at) + 1) {
    size_t name = strcspn(variables + at, "=");
    remove_variable(environment, variables + at, name);
    if (variables[at + name] == 0) continue;
    char **end = environment;
    while (*end != NULL) end++;
    end[0] = variables + at;
    end[1] = NULL;
  }
  char **arguments = ask->words + ask->index;
  execve(ask->program, arguments, environment);
  if (errno == ENOEXEC) {
    /* A script without a first line that names its interpreter: the shell runs it, as execvp has it. */
    size_t words = 0;
    while (arguments[words] != NULL) words++;
    char **shell = room_for((words + 2) * sizeof *shell);
    shell[0] = "/bin/sh";
    shell[1] = ask->program;
    for (size_t at = 1; at < words; at++) shell[at + 1] = arguments[at];
    execve(shell[0], shell, environment);
    free(shell);
  }
  int why = errno;
  free(environment);
  return cannot_run(ask->program, why);
}

static int start_application(void) {
  char own[PATH_MAX];
#ifdef __APPLE__
  char given[PATH_MAX];
  uint32_t size = sizeof given;
  if (_NSGetExecutablePath(given, &size) != 0 || realpath(given, own) == NULL) own[0] = 0;
#else
  ssize_t length = readlink("/proc/self/exe", own, sizeof own - 1);
  own[length < 0 ? 0 : length] = 0;
#endif
  char *name = strrchr(own, '/');
  if (name != NULL && (size_t)(name - own) + sizeof APPLICATION <= sizeof own) {
    memcpy(name, APPLICATION, sizeof APPLICATION);
    char *arguments[] = {own, NULL};
    execv(own, arguments);
    if (errno != ENOENT) return cannot_run(own, errno);
  }
  return end_with(KF_END_USAGE, &no_application, "");
}

/* -- Who is at the other end of descriptor 3. */

static int has_peer(void) {
  struct stat found;
  return fstat(3, &found) == 0 && S_ISSOCK(found.st_mode);
}

/* One process. What is not known is empty. */
struct process {
  long pid, parent;
  unsigned long long start;
  long user;
  char comm[64], exe[PATH_MAX], line[1024];
  size_t line_length;
};

#ifdef __APPLE__
static int read_process(long pid, struct process *found) {
  struct proc_bsdinfo info;
  if (proc_pidinfo((int)pid, PROC_PIDTBSDINFO, 0, &info, sizeof info) != (int)sizeof info) return -1;
  found->parent = (long)info.pbi_ppid;
  found->start = (unsigned long long)info.pbi_start_tvsec * 1000000 + info.pbi_start_tvusec;
  found->user = (long)info.pbi_uid;
  snprintf(found->comm, sizeof found->comm, "%s", info.pbi_comm);
  if (proc_pidpath((int)pid, found->exe, sizeof found->exe) <= 0) found->exe[0] = 0;
  return 0;
}

static long peer_of(int connection) {
  pid_t pid = 0;
  socklen_t size = sizeof pid;
  return getsockopt(connection, SOL_LOCAL, LOCAL_PEERPID, &pid, &size) == 0 ? (long)pid : 0;
}
#else
/* Reads at most so many bytes of a file of a process, and puts a NUL after them. Returns how many, or -1. */
static ssize_t read_proc(long pid, const char *name, char *text, size_t room) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%ld/%s", pid, name);
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return -1;
  ssize_t length = read(file, text, room - 1);
  close(file);
  if (length >= 0) text[length] = 0;
  return length;
}

static int read_process(long pid, struct process *found) {
  char text[4096], path[64];
  if (read_proc(pid, "stat", text, sizeof text) <= 0) return -1;
  /* The name stands in brackets and may have brackets in it, so its end is the last one. */
  char *name = strchr(text, '('), *end = strrchr(text, ')');
  if (name == NULL || end == NULL || end < name) return -1;
  *end = 0;
  snprintf(found->comm, sizeof found->comm, "%s", name + 1);
  if (sscanf(end + 1, " %*c %ld %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu",
             &found->parent, &found->start) != 2)
    return -1;
  char *user = read_proc(pid, "status", text, sizeof text) > 0 ? strstr(text, "\nUid:") : NULL;
  if (user != NULL) found->user = strtol(user + 5, NULL, 10);
  snprintf(path, sizeof path, "/proc/%ld/exe", pid);
  ssize_t length = readlink(path, found->exe, sizeof found->exe - 1);
  found->exe[length < 0 ? 0 : length] = 0;
  length = read_proc(pid, "cmdline", found->line, sizeof found->line);
  /* The NUL after the last argument is no part of it. */
  if (length > 0) found->line_length = (size_t)length - (found->line[length - 1] == 0 ? 1 : 0);
  return 0;
}

static long peer_of(int connection) {
  struct ucred who;
  socklen_t size = sizeof who;
  return getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &who, &size) == 0 ? (long)who.pid : 0;
}
#endif

/* Prints bytes so that they hold no tab and no end of a line: all but printable ASCII becomes \t, \n, \\ or \xNN. */
static void print_escaped(const char *bytes, size_t length) {
  for (size_t at = 0; at < length; at++) {
    unsigned char byte = (unsigned char)bytes[at];
    if (byte == '\t') fputs("\\t", stdout);
    else if (byte == '\n') fputs("\\n", stdout);
    else if (byte == '\\') fputs("\\\\", stdout);
    else if (byte < 0x20 || byte > 0x7e) printf("\\x%02x", byte);
    else putchar(byte);
  }
}

static int print_peers(void) {
  static struct process found;
  unsigned long long child = ULLONG_MAX;
  long pid = peer_of(3);
  for (int count = 0; pid > 0 && count < KF_PEERS_MAX; count++, pid = found.parent) {
    memset(&found, 0, sizeof found);
    found.user = -1;
    int known = read_process(pid, &found) == 0;
    /* Who began after its child is not its parent: the number was given away again meanwhile. */
    if (!known && count > 0) break;
    if (known && found.start > child) break;
    child = found.start;
    printf("%ld\t", pid);
    if (known) printf("%llu", found.start);
    putchar('\t');
    if (found.user >= 0) printf("%ld", found.user);
    putchar('\t');
    print_escaped(found.comm, strlen(found.comm));
    putchar('\t');
    print_escaped(found.exe, strlen(found.exe));
    putchar('\t');
    print_escaped(found.line, found.line_length);
    putchar('\n');
    if (!known) break;
  }
  return fflush(stdout) == 0 ? 0 : KF_END_OUTPUT;
}
