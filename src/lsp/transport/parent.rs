//! Watches the process that started the server: an editor that crashed closes nothing properly, and its server should
//! not stay behind.

use std::time::Duration;

/// How often to look. A look is one system call.
const EVERY: Duration = Duration::from_secs(1);

/// Calls `died` once when process `pid` is no more. On systems where that cannot be asked without more, end of input
/// is the only sign.
#[cfg(unix)]
pub fn watch(pid: u32, died: impl FnOnce() + Send + 'static) {
    let Some(pid) = i32::try_from(pid).ok().and_then(rustix::process::Pid::from_raw) else { return };
    let look = move || {
        // A process of another user is alive too, and answers EPERM.
        while !matches!(rustix::process::test_kill_process(pid), Err(rustix::io::Errno::SRCH)) {
            std::thread::sleep(EVERY);
        }
        died();
    };
    if let Err(e) = std::thread::Builder::new().name("parent".into()).spawn(look) {
        tracing::warn!("the client's process is not watched: {e}");
    }
}

#[cfg(not(unix))]
pub fn watch(pid: u32, died: impl FnOnce() + Send + 'static) {
    let _ = (pid, died, EVERY);
}
