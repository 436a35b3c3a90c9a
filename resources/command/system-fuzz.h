/* The command without a system around it, for the fuzzer: what the vault says comes from memory, and nothing is run.
 *
 * Standard input has the cases: each its length (32 bits, big-endian) and what the vault says. For each a line is
 * printed: the exit code, the bytes of standard output, and how many variables the program got (-1: none was run). */

static const unsigned char *said;
static size_t left, out_bytes;
static long variables_set;
static unsigned touched;

static const char *locale(void) { return "en"; }

static int write_all(int stream, const void *bytes, size_t length) {
  /* Each byte is read, so that the sanitizer sees one that isn't ours. */
  for (size_t at = 0; at < length; at++) touched += ((const unsigned char *)bytes)[at];
  if (stream == 1) out_bytes += length;
  return 0;
}

static int send_all(const void *bytes, size_t length) { return write_all(0, bytes, length); }

static int receive(void *bytes, size_t length) {
  if (length > left) return -1;
  memcpy(bytes, said, length);
  said += length;
  left -= length;
  return 0;
}

static int look_up(const char *name, char **path) {
  if (strcmp(name, "gone") == 0) return KF_FOUND_NOTHING;
  size_t size = strlen(name) + 1;
  *path = memcpy(room_for(size), name, size);
  return strcmp(name, "plain") == 0 ? KF_FOUND_NOT_EXECUTABLE : KF_FOUND_PROGRAM;
}

static size_t working_folder(char *folder, size_t room) {
  folder[0] = 0;
  return room == 0;
}

static int terminals(void) { return 0; }

static int become(const struct ask *ask, char *variables, size_t length) {
  variables_set = 0;
  for (size_t at = 0; at < length; at += strlen(variables + at) + 1) variables_set++;
  (void)write_all(0, ask->program, strlen(ask->program));
  return 0;
}

static int converse(struct ask *ask);

int main(void) {
  static char *words[] = {"exec", "--", "program", "gone", "plain", NULL};
  unsigned char head[4];
  while (fread(head, 1, sizeof head, stdin) == sizeof head) {
    size_t length = (size_t)head[0] << 24 | (size_t)head[1] << 16 | (size_t)head[2] << 8 | head[3];
    unsigned char *content = room_for(length);
    if (fread(content, 1, length, stdin) != length) return 1;
    struct ask ask = {.words = words, .index = -1};
    said = content;
    left = length;
    out_bytes = 0;
    variables_set = -1;
    int code = converse(&ask);
    printf("%d %zu %ld\n", code, out_bytes, variables_set);
    free(content);
  }
  return 0;
}
