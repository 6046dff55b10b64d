/// In which order the threads of a block run; a right kernel gives the same
/// result in all of them.
#pragma once

/// 0 forward, 1 reverse, 2 random. A GPU has an order of its own.
void set_thread_order(int order);
