#!/bin/sh
# Runs Keyfold and waits for its end. Chromium can end before or beside Keyfold's own code: if the system refuses it a
# sandbox, or the screen refuses it a connection, or a library is missing. It says so on the terminal at most, and then
# a person who has pressed an icon sees nothing. So this script looks at the end, and says what was refused.
#
# It looks only after an end, and never keeps a start from being tried: what can be read here is less than what the
# kernel knows, for example which profile it has for this program.
#
# Usage: start.sh <root> <program> [arguments]. In <root> it reads the settings of the kernel; it is / except in tests.

root=${1%/}
program=$2
shift 2

# -- Run. Signals go on to the program, which ends in its own way.

"$program" "$@" <&0 &
child=$!
for signal in HUP INT TERM; do
  # The names are meant to be filled in now.
  # shellcheck disable=SC2064
  trap "again=yes; kill -s $signal $child 2>/dev/null" "$signal"
done
while :; do
  again=
  wait "$child"
  code=$?
  # A signal ends the waiting, and not the program.
  [ -n "$again" ] || break
done
trap - HUP INT TERM

# The ends that nobody wanted: could not be run (126, 127), or one of the signals of a crash: ILL, TRAP, ABRT, BUS, FPE,
# SEGV, SYS. Whatever else it ends with, it has said why, or somebody has ended it.
case $code in
126 | 127 | 132 | 133 | 134 | 135 | 136 | 139 | 159) ;;
*) exit "$code" ;;
esac

# -- Why?

sysctl() {
  cat "$root/proc/sys/$1" 2>/dev/null
}

has() {
  command -v "$1" >/dev/null 2>&1
}

is_root() {
  [ "$(id -u)" = 0 ] || return 1
  for argument in "$@"; do
    [ "$argument" = --no-sandbox ] && return 1
  done
  return 0
}

helper=$(dirname -- "$program")/chrome-sandbox

# What refuses the sandbox: apparmor, clone, none-allowed, unknown. Nothing if it isn't refused.
sandbox_refused() {
  # Chromium's own helper does it if it belongs to root and has that mode.
  [ -u "$helper" ] && [ "$(stat -c %u "$helper" 2>/dev/null)" = 0 ] && return
  if [ "$(sysctl user/max_user_namespaces)" = 0 ]; then
    echo none-allowed
  elif [ "$(sysctl kernel/unprivileged_userns_clone)" = 0 ]; then
    echo clone
  elif [ "$(sysctl kernel/apparmor_restrict_unprivileged_userns)" = 1 ]; then
    echo apparmor
  elif has unshare && ! unshare -Ur true 2>/dev/null; then
    echo unknown
  fi
}

# Whether the screen refuses programs. Without a tool that asks it, it doesn't, as far as is known.
screen_refused() {
  [ -n "$DISPLAY" ] || return 1
  for tool in 'xset q' 'xprop -root _NET_SUPPORTED' xdpyinfo; do
    has "${tool%% *}" || continue
    # Each word is one argument.
    # shellcheck disable=SC2086
    $tool >/dev/null 2>&1
    [ $? -ne 0 ]
    return
  done
  return 1
}

case $code in
126 | 127) why=cannot-run ;;
*)
  refused=$(sandbox_refused)
  if is_root "$@"; then
    why=root
  elif screen_refused; then
    why=screen
  # A check of Chromium's own that fails ends in one of these. The third is what some processors make of it.
  elif [ -n "$refused" ] && { [ "$code" -eq 133 ] || [ "$code" -eq 134 ] || [ "$code" -eq 132 ]; }; then
    why=sandbox
  else
    why=crash
  fi
  ;;
esac

# -- Say it, in the language of the system.

case ${LANGUAGE:-${LC_ALL:-${LC_MESSAGES:-$LANG}}} in
[zZ][hH]*) language=zh ;;
*) language=en ;;
esac

helper_mend="sudo chown root:root '$helper' && sudo chmod 4755 '$helper'"
profile="abi <abi/4.0>,
include <tunables/global>
profile keyfold \"$program\" flags=(unconfined) {
  userns,
}"

# Sets `text` and `end` (the code of the end, which the guide lists and which never changes).
case $why-$language in
root-en)
  end=14
  text="Keyfold can’t start as root: its pages would have no sandbox. Start it as yourself, without sudo."
  ;;
root-zh)
  end=14
  text="Keyfold 不能以 root 身份启动：其页面将没有沙箱。请以您自己的用户启动，不要使用 sudo。"
  ;;
sandbox-en)
  end=14
  text="Keyfold can’t start: this system doesn’t let it make the sandbox for its pages (user namespaces are refused). Your vault was not touched."
  ;;
sandbox-zh)
  end=14
  text="Keyfold 无法启动：系统不允许它为页面创建沙箱（用户命名空间被禁止）。您的保险库未被改动。"
  ;;
screen-en)
  end=12
  text="Keyfold can’t start: the screen at DISPLAY=$DISPLAY refuses the connection. Start Keyfold in your own desktop session, as the user of that session."
  ;;
screen-zh)
  end=12
  text="Keyfold 无法启动：DISPLAY=$DISPLAY 处的屏幕拒绝连接。请在您自己的桌面会话中，以该会话的用户启动 Keyfold。"
  ;;
cannot-run-en)
  end=15
  text="Keyfold can’t start: this system can’t run $program (code $code). The terminal says which library or permission is missing."
  ;;
cannot-run-zh)
  end=15
  text="Keyfold 无法启动：系统无法运行 $program（代码 $code）。终端上会显示缺少的库或权限。"
  ;;
crash-en)
  end=15
  text="Keyfold ended unexpectedly (signal $((code - 128))). The vault file stays whole. Start Keyfold again; if this happens again, report that number and what the terminal says."
  ;;
crash-zh)
  end=15
  text="Keyfold 意外结束（信号 $((code - 128))）。保险库文件保持完整。请重新启动 Keyfold；若仍出现，请报告该编号及终端上的内容。"
  ;;
esac

if [ "$why" = sandbox ]; then
  if [ "$refused" = apparmor ]; then
    case $language in
    en) text="$text

Allow it for Keyfold alone, as the guide says under “If Keyfold does not start”. As root, write this into /etc/apparmor.d/keyfold:

$profile

and load it: sudo apparmor_parser -r /etc/apparmor.d/keyfold" ;;
    zh) text="$text

请按指南“如果 Keyfold 无法启动”一节仅为 Keyfold 放行。以 root 身份将以下内容写入 /etc/apparmor.d/keyfold：

$profile

然后加载：sudo apparmor_parser -r /etc/apparmor.d/keyfold" ;;
    esac
  else
    case $language in
    en) text="$text

Let Chromium’s helper do it, as the guide says under “If Keyfold does not start”: $helper_mend" ;;
    zh) text="$text

请按指南“如果 Keyfold 无法启动”一节启用 Chromium 的辅助程序：$helper_mend" ;;
    esac
  fi
fi

printf 'keyfold: %s\n' "$text" >&2

# In a window too, if there is a screen that takes one and a program that makes one.
if [ "$why" != screen ] && [ -n "$DISPLAY$WAYLAND_DISPLAY" ]; then
  if has zenity; then
    zenity --error --no-markup --title=Keyfold --width=560 --text="$text" >/dev/null 2>&1
  elif has kdialog; then
    kdialog --title Keyfold --error "$text" >/dev/null 2>&1
  elif has xmessage; then
    xmessage -center -title Keyfold "$text" >/dev/null 2>&1
  elif has notify-send; then
    notify-send Keyfold "$text" >/dev/null 2>&1
  fi
fi
exit "$end"
