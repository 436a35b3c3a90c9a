/* The command on Windows. Arguments, paths and the environment are UTF-16 there; the protocol has UTF-8. */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <fcntl.h>
#include <io.h>
#include <tlhelp32.h>

/* The connection to the vault process. */
static HANDLE vault = INVALID_HANDLE_VALUE;

static const char *locale(void) {
  return PRIMARYLANGID(GetUserDefaultUILanguage()) == LANG_CHINESE ? "zh-CN" : "en";
}

static wchar_t *widened(const char *text) {
  int size = MultiByteToWideChar(CP_UTF8, 0, text, -1, NULL, 0);
  wchar_t *wide = room_for(((size_t)size + 1) * sizeof *wide);
  MultiByteToWideChar(CP_UTF8, 0, text, -1, wide, size);
  return wide;
}

static char *narrow(const wchar_t *text) {
  int size = WideCharToMultiByte(CP_UTF8, 0, text, -1, NULL, 0, NULL, NULL);
  char *bytes = room_for((size_t)size + 1);
  WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, size, NULL, NULL);
  return bytes;
}

static char **narrowed(int count, wchar_t **arguments) {
  char **bytes = room_for(((size_t)count + 1) * sizeof *bytes);
  for (int at = 0; at < count; at++) bytes[at] = narrow(arguments[at]);
  return bytes;
}

static HANDLE stream_of(int stream) { return GetStdHandle(stream == 1 ? STD_OUTPUT_HANDLE : STD_ERROR_HANDLE); }

/* Writes text to a console, which takes UTF-16 whatever its code page is. A character that is cut at a frame's end is
 * shown as unknown. */
static int write_console(HANDLE console, const char *bytes, size_t length) {
  DWORD done = 0;
  int size = MultiByteToWideChar(CP_UTF8, 0, bytes, (int)length, NULL, 0);
  wchar_t *wide = room_for(((size_t)size + 1) * sizeof *wide);
  MultiByteToWideChar(CP_UTF8, 0, bytes, (int)length, wide, size);
  BOOL written = size == 0 || WriteConsoleW(console, wide, (DWORD)size, &done, NULL);
  wipe(wide, (size_t)size * sizeof *wide);
  free(wide);
  return written ? 0 : -1;
}

static int write_all(int stream, const void *bytes, size_t length) {
  HANDLE file = stream_of(stream);
  DWORD mode, done;
  errno = EIO;
  if (GetConsoleMode(file, &mode)) return write_console(file, bytes, length);
  for (const char *at = bytes; length > 0; at += done, length -= done)
    if (!WriteFile(file, at, (DWORD)length, &done, NULL) || done == 0) return -1;
  return 0;
}

static int send_all(const void *bytes, size_t length) {
  DWORD done;
  for (const char *at = bytes; length > 0; at += done, length -= done)
    if (!WriteFile(vault, at, (DWORD)length, &done, NULL) || done == 0) return -1;
  return 0;
}

static int receive(void *bytes, size_t length) {
  DWORD done;
  for (char *at = bytes; length > 0; at += done, length -= done)
    if (!ReadFile(vault, at, (DWORD)length, &done, NULL) || done == 0) return -1;
  return 0;
}

static size_t working_folder(char *folder, size_t room) {
  wchar_t wide[MAX_PATH * 4];
  DWORD length = GetCurrentDirectoryW(sizeof wide / sizeof *wide, wide);
  folder[0] = 0;
  if (length > 0 && length < sizeof wide / sizeof *wide) {
    char *bytes = narrow(wide);
    if (strlen(bytes) < room) memcpy(folder, bytes, strlen(bytes) + 1);
    free(bytes);
  }
  return strlen(folder);
}

static int terminals(void) {
  DWORD mode;
  return (GetConsoleMode(GetStdHandle(STD_INPUT_HANDLE), &mode) ? KF_TERMINAL_IN : 0) |
         (GetConsoleMode(stream_of(1), &mode) ? KF_TERMINAL_OUT : 0) |
         (GetConsoleMode(stream_of(2), &mode) ? KF_TERMINAL_ERR : 0);
}

/* -- The place of the pipe: a file with the pipe's name, which is random, so that nobody else can have taken it. */

/* Reads a small file that is no link. Returns -1 if there is none. */
static int read_small(const char *path, char *text, DWORD room) {
  wchar_t *wide = widened(path);
  HANDLE file = CreateFileW(wide, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
                            OPEN_EXISTING, FILE_FLAG_OPEN_REPARSE_POINT, NULL);
  free(wide);
  if (file == INVALID_HANDLE_VALUE) return -1;
  BY_HANDLE_FILE_INFORMATION facts;
  DWORD length = 0;
  int plain = GetFileInformationByHandle(file, &facts) &&
              (facts.dwFileAttributes & (FILE_ATTRIBUTE_REPARSE_POINT | FILE_ATTRIBUTE_DIRECTORY)) == 0 &&
              ReadFile(file, text, room - 1, &length, NULL);
  CloseHandle(file);
  text[plain ? length : 0] = 0;
  text[strcspn(text, "\r\n")] = 0;
  return plain ? 0 : -1;
}

/* Returns the real path of a folder, which the caller frees; NULL if there is none. */
static char *real_path(const char *folder) {
  wchar_t *wide = widened(folder), real[MAX_PATH * 4];
  HANDLE opened = CreateFileW(wide, 0, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, OPEN_EXISTING,
                              FILE_FLAG_BACKUP_SEMANTICS, NULL);
  free(wide);
  if (opened == INVALID_HANDLE_VALUE) return NULL;
  DWORD room = sizeof real / sizeof *real;
  DWORD length = GetFinalPathNameByHandleW(opened, real, room, FILE_NAME_NORMALIZED | VOLUME_NAME_DOS);
  CloseHandle(opened);
  if (length == 0 || length >= room) return NULL;
  return narrow(wcsncmp(real, L"\\\\?\\", 4) == 0 && wcsncmp(real, L"\\\\?\\UNC", 7) != 0 ? real + 4 : real);
}

/* Reads the user of a process. Returns -1 if it can't be known. */
static int user_of(HANDLE process, TOKEN_USER *user, DWORD room) {
  HANDLE token;
  if (!OpenProcessToken(process, TOKEN_QUERY, &token)) return -1;
  BOOL known = GetTokenInformation(token, TokenUser, user, room, &room);
  CloseHandle(token);
  return known ? 0 : -1;
}

/* Returns whether this user's process serves the pipe: anybody may make a pipe of any name. */
static int is_of_this_user(HANDLE pipe) {
  union {
    TOKEN_USER user;
    unsigned char room[256];
  } theirs, ours;
  ULONG pid;
  if (!GetNamedPipeServerProcessId(pipe, &pid)) return 0;
  HANDLE process = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, pid);
  if (process == NULL) return 0;
  int known = user_of(process, &theirs.user, sizeof theirs) == 0;
  CloseHandle(process);
  return known && user_of(GetCurrentProcess(), &ours.user, sizeof ours) == 0 &&
         EqualSid(theirs.user.User.Sid, ours.user.User.Sid);
}

enum reached { CONNECTED, ABSENT, REFUSED, NOT_OURS };

/* Connects to the pipe that a file names. */
static enum reached connect_to(const char *path) {
  static const char prefix[] = "\\\\.\\pipe\\keyfold-";
  char pipe[128];
  if (read_small(path, pipe, sizeof pipe) < 0) return ABSENT;
  size_t start = sizeof prefix - 1;
  if (strncmp(pipe, prefix, start) != 0 || strspn(pipe + start, "0123456789abcdef") != 32 || pipe[start + 32] != 0)
    return ABSENT;
  HANDLE opened = CreateFileA(pipe, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING,
                              SECURITY_SQOS_PRESENT | SECURITY_IDENTIFICATION, NULL);
  /* A lock replaces the process that serves it, and with it the pipe. */
  if (opened == INVALID_HANDLE_VALUE) return REFUSED;
  if (!is_of_this_user(opened)) {
    CloseHandle(opened);
    return NOT_OURS;
  }
  vault = opened;
  return CONNECTED;
}

static int reach(const char *chosen) {
  char name[KF_NAME_DIGITS + 1] = "", *real = NULL, folders[2][1024] = {"", ""}, path[1100];
  if (chosen != NULL) {
    real = real_path(chosen);
    if (real == NULL) return end_with(KF_END_USAGE, &no_folder, chosen);
    name_of(real, name);
    char *end = strrchr(real, '\\');
    if (end != NULL) snprintf(folders[0], sizeof folders[0], "%.*s\\run", (int)(end - real), real);
    free(real);
  }
  const wchar_t *data = _wgetenv(L"APPDATA");
  if (data != NULL) {
    char *bytes = narrow(data);
    snprintf(folders[1], sizeof folders[1], "%s\\Keyfold\\run", bytes);
    free(bytes);
  }
  int again = 0;
  for (ULONGLONG until = GetTickCount64() + KF_RETRY_MS;;) {
    for (int n = 0; n < 2; n++) {
      if (*folders[n] == 0) continue;
      if (chosen == NULL) {
        char text[32];
        snprintf(path, sizeof path, "%s\\default", folders[n]);
        if (read_small(path, text, sizeof text) < 0 || !is_name(text)) continue;
        memcpy(name, text, sizeof name);
      }
      snprintf(path, sizeof path, "%s\\%s", folders[n], name);
      enum reached result = connect_to(path);
      if (result == CONNECTED) return 0;
      if (result == NOT_OURS) return end_with(KF_END_NOT_RUNNING, &not_ours, path);
      if (result == REFUSED) again = 1;
    }
    if (!again || GetTickCount64() >= until) return end_with(KF_END_NOT_RUNNING, &not_running, "");
    Sleep(20);
  }
}

/* -- The program that it runs. Windows can't become another program: it waits, and ends with the same code. */

static int look_up(const char *name, char **path) {
  wchar_t *wide = widened(name), found[MAX_PATH * 4], *file;
  DWORD room = sizeof found / sizeof *found;
  DWORD length = *name == 0 ? 0 : SearchPathW(NULL, wide, L".exe", room, found, &file);
  free(wide);
  if (length == 0 || length >= room) return KF_FOUND_NOTHING;
  *path = narrow(found);
  /* A batch file is run by cmd.exe, which reads its arguments in another way than they were written. */
  size_t size = wcslen(found);
  DWORD kind = GetFileAttributesW(found);
  int runs = size > 4 && _wcsicmp(found + size - 4, L".exe") == 0 && (kind & FILE_ATTRIBUTE_DIRECTORY) == 0;
  return runs ? KF_FOUND_PROGRAM : KF_FOUND_NOT_EXECUTABLE;
}

/* Returns where in a command line the argument of this number begins, as the C library counts them; 0 is the program. */
static wchar_t *argument_at(wchar_t *line, int number) {
  for (int count = 0;; count++) {
    while (*line == L' ' || *line == L'\t') line++;
    if (count == number || *line == 0) return line;
    for (int quoted = 0, slashes = 0; *line != 0 && (quoted || (*line != L' ' && *line != L'\t')); line++) {
      /* A quote after an odd number of backslashes is a letter, except in the program's own name. */
      if (*line == L'"' && (count == 0 || slashes % 2 == 0)) quoted = !quoted;
      slashes = *line == L'\\' ? slashes + 1 : 0;
    }
  }
}

static void set_variables(const char *variables, size_t length, int only_remove) {
  for (size_t at = 0; at < length; at += strlen(variables + at) + 1) {
    wchar_t *wide = widened(variables + at), *value = wcschr(wide, L'=');
    size_t size = wcslen(wide);
    if (value != NULL) *value++ = 0;
    SetEnvironmentVariableW(wide, only_remove ? NULL : value);
    wipe(wide, size * sizeof *wide);
    free(wide);
  }
}

/* Says that a file could not be run. */
static int cannot_run(const char *path) {
  write_text("keyfold: ");
  write_text(path);
  write_text("\n");
  return KF_END_NOT_EXECUTABLE;
}

/* Starts a program in a job that ends with this process. Returns 0 if it can't. */
static int start(wchar_t *path, wchar_t *line, PROCESS_INFORMATION *started) {
  STARTUPINFOW how = {.cb = sizeof how};
  GetStartupInfoW(&how);
  if (!CreateProcessW(path, line, NULL, NULL, TRUE, CREATE_SUSPENDED, NULL, NULL, &how, started)) return 0;
  HANDLE job = CreateJobObjectW(NULL, NULL);
  JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {0};
  limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
  if (job != NULL && SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof limits))
    (void)AssignProcessToJobObject(job, started->hProcess);
  /* Ctrl-C is for the program, which was made before this and so doesn't ignore it too. */
  SetConsoleCtrlHandler(NULL, TRUE);
  ResumeThread(started->hThread);
  CloseHandle(started->hThread);
  return 1;
}

static int become(const struct ask *ask, char *variables, size_t length) {
  DWORD code = KF_END_NOT_EXECUTABLE;
  PROCESS_INFORMATION started;
  wchar_t *path = widened(ask->program);
  /* The arguments go on as they were written: they can't be written anew from what was read. */
  wchar_t *line = _wcsdup(argument_at(GetCommandLineW(), ask->offset + ask->index));
  CloseHandle(vault);
  set_variables(variables, length, 0);
  int runs = line != NULL && start(path, line, &started);
  set_variables(variables, length, 1);
  wipe(variables, length);
  if (!runs) return cannot_run(ask->program);
  WaitForSingleObject(started.hProcess, INFINITE);
  GetExitCodeProcess(started.hProcess, &code);
  return (int)code;
}

static int start_application(void) {
  wchar_t own[MAX_PATH * 4];
  DWORD room = sizeof own / sizeof *own, length = GetModuleFileNameW(NULL, own, room);
  static const wchar_t application[] = L"\\..\\keyfold-app.exe";
  wchar_t *name = length == 0 || length >= room ? NULL : wcsrchr(own, L'\\');
  if (name != NULL && (size_t)(name - own) + sizeof application / sizeof *application <= room) {
    STARTUPINFOW how = {.cb = sizeof how};
    PROCESS_INFORMATION started;
    wcscpy(name, application);
    if (CreateProcessW(own, NULL, NULL, NULL, FALSE, 0, NULL, NULL, &how, &started)) return 0;
  }
  return end_with(KF_END_USAGE, &no_application, "");
}

/* -- Who is at the other end of descriptor 3, as far as Windows can tell by the end that the vault process has. */

static void go_on(const wchar_t *a, const wchar_t *b, const wchar_t *c, unsigned d, uintptr_t e) {
  (void)a, (void)b, (void)c, (void)d, (void)e;
}

static int has_peer(void) {
  /* The C library ends a program that asks for a descriptor that isn't there, unless it is told not to. */
  _set_invalid_parameter_handler(go_on);
  HANDLE pipe = (HANDLE)_get_osfhandle(3);
  return pipe != INVALID_HANDLE_VALUE && GetFileType(pipe) == FILE_TYPE_PIPE;
}

/* Returns the parent of a process, or 0. Writes the name of its file. */
static DWORD parent_of(HANDLE list, DWORD pid, wchar_t *name, size_t room) {
  PROCESSENTRY32W entry = {.dwSize = sizeof entry};
  for (BOOL more = Process32FirstW(list, &entry); more; more = Process32NextW(list, &entry))
    if (entry.th32ProcessID == pid) {
      _snwprintf(name, room, L"%ls", entry.szExeFile);
      name[room - 1] = 0;
      return entry.th32ParentProcessID;
    }
  return 0;
}

static void print_escaped(const wchar_t *text) {
  char *bytes = narrow(text);
  for (const char *at = bytes; *at != 0; at++)
    if (*at == '\\') fputs("\\\\", stdout);
    else if (*at >= 0x20 && *at <= 0x7e) putchar(*at);
    else printf("\\x%02x", (unsigned char)*at);
  free(bytes);
}

static int print_peers(void) {
  ULONG pid = 0;
  unsigned long long child = ~0ULL;
  (void)_setmode(_fileno(stdout), _O_BINARY);
  if (!GetNamedPipeClientProcessId((HANDLE)_get_osfhandle(3), &pid)) return 0;
  HANDLE list = CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);
  for (int count = 0; list != INVALID_HANDLE_VALUE && pid != 0 && count < KF_PEERS_MAX; count++) {
    wchar_t name[MAX_PATH] = L"", path[MAX_PATH * 4] = L"";
    DWORD parent = parent_of(list, pid, name, MAX_PATH), room = sizeof path / sizeof *path;
    FILETIME start = {0, 0}, other;
    HANDLE process = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, pid);
    if (process != NULL) {
      (void)GetProcessTimes(process, &start, &other, &other, &other);
      if (!QueryFullProcessImageNameW(process, 0, path, &room)) path[0] = 0;
      CloseHandle(process);
    }
    unsigned long long began = (unsigned long long)start.dwHighDateTime << 32 | start.dwLowDateTime;
    if (began > child || (process == NULL && count > 0)) break;
    child = began;
    printf("%lu\t%llu\t\t", (unsigned long)pid, began);
    print_escaped(name);
    putchar('\t');
    print_escaped(path);
    fputs("\t\n", stdout);
    pid = parent;
  }
  return fflush(stdout) == 0 ? 0 : KF_END_OUTPUT;
}
