/// What the tests ask of the runtime below the kernels, emulated or real.
#pragma once

/// In which order the threads of a block run: 0 forward, 1 reverse, 2 random. A
/// correct kernel gives the same result in each. A GPU has its own order.
void set_thread_order(int order);

/// How many faults the runtime has found (it prints them): races, accesses out
/// of bounds and more. A GPU finds none.
int faults_found();
