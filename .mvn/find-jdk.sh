# Sourced by mvnw and ebm: sets and exports JAVA_HOME to a JDK >= 25, or says in one sentence what to install and exits.
# Builtins only on the usual path, so that it costs about a millisecond.

# The feature version in $1/release (25 for JAVA_VERSION="25.0.3"); 0 where $1 is no JDK (a JRE has no javac).
jdk_version() {
  local line version=0
  if [ -x "$1/bin/javac" ] && [ -r "$1/release" ]; then
    while IFS= read -r line; do
      case $line in JAVA_VERSION=*) version=${line#*=}; version=${version//\"/}; version=${version%%[!0-9]*} ;; esac
    done < "$1/release"
  fi
  JDK_VERSION=${version:-0}
}

use_jdk() {
  [ -n "$1" ] || return 1
  jdk_version "$1"
  [ "$JDK_VERSION" -ge 25 ] || return 1
  export JAVA_HOME=$1
}

find_jdk() {
  local java home root=${EBM4J_JVM_ROOT-}
  use_jdk "${JAVA_HOME-}" && return
  if java=$(command -v java); then
    java=$(readlink -f "$java" 2>/dev/null || echo "$java")
    use_jdk "${java%/bin/java}" && return
  fi
  use_jdk "${JAVA_HOME_25_X64-}" && return
  use_jdk "${JAVA_HOME_25_ARM64-}" && return
  for home in "$root"/usr/lib/jvm/*25* "$root"/usr/lib/jvm/* "$root"/opt/*jdk* "$HOME"/.sdkman/candidates/java/* \
      "$HOME"/.jdks/* "$root"/Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    use_jdk "$home" && return
  done
  echo "ebm4j needs a JDK 25 or newer and found none (looked at JAVA_HOME, java on the PATH, the system's JVM folders, SDKMAN and ~/.jdks): install one, for example 'apt install openjdk-25-jdk' or 'sdk install java 25-tem', or set JAVA_HOME." >&2
  exit 1
}

find_jdk
